package io.signalbox.bench.mutation;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.config.Services;
import org.pitest.mutationtest.tooling.AnalysisResult;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Glob;
import org.pitest.util.ServiceLoader;
import org.pitest.util.Verbosity;

/**
 * Changes the core of decision-service in one small way at a time, and counts how many of the changes its own tests notice.
 * Arguments: the classes below {@code core} as a pattern, one of how many mutations runs, and the class path of the tests.
 */
public final class Mutation {

    private static final String CORE = "io.signalbox.decision.core.";
    private static final Path MODULE = Path.of("decision-service").toAbsolutePath();

    /** As for the module's own tests. The second compiler does not pay: a mutation throws away what it has compiled. */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+EnableDynamicAgentLoading");

    /** Much more than a test needs, so that one that only waits for the processor does not count as one that hangs. */
    private static final long TIMEOUT_MS = 20_000;

    private Mutation() {}

    public static void main(String[] arguments) {
        int every = every(arguments[1]);
        System.out.println("First all tests of the core run once, to see which of them come where; then the mutations");
        Sample sample = new Sample(every);
        Progress progress = new Progress(sample::kept);
        AnalysisResult result = new EntryPoint()
                .execute(
                        MODULE.toFile(),
                        options(arguments[0], arguments[2]),
                        new PluginServices(new WithOwn(List.of(sample, progress))),
                        new HashMap<>());
        result.getError().ifPresent(error -> {
            throw new IllegalStateException("pitest failed: " + error.getMessage(), error);
        });
        if (progress.all() == 0) {
            throw new IllegalArgumentException(
                    "OF: expected classes below " + CORE + ", found no mutation in \"" + arguments[0] + '"');
        }
        System.out.println("What survived, line by line: decision-service/target/pit-reports/index.html");
        progress.print(every);
    }

    private static int every(String sample) {
        if (!sample.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(
                    "SAMPLE: expected a whole number from 1 to 999999, got \"" + sample + '"');
        }
        return Integer.parseInt(sample);
    }

    private static ReportOptions options(String of, String tests) {
        ReportOptions options = new ReportOptions();
        options.setTargetClasses(List.of(CORE + of));
        options.setGroupConfig(TestGroupConfig.emptyConfig());
        options.setTargetTests(Glob.toGlobPredicates(List.of(CORE + "*")));
        options.setClassPathElements(classPath(tests));
        options.setSourceDirs(List.of(MODULE.resolve("src/main/java")));
        options.setInputEncoding(StandardCharsets.UTF_8);
        options.setOutputEncoding(StandardCharsets.UTF_8);
        options.setReportDir(MODULE.resolve("target/pit-reports").toString());
        options.setShouldCreateTimestampedReports(false);
        options.addOutputFormats(List.of("HTML", "XML", Progress.NAME));
        options.addChildJVMArgs(JVM);
        options.setTimeoutConstant(TIMEOUT_MS);
        options.setTimeoutFactor(2);
        options.setNumberOfThreads(2);
        options.setVerbosity(Verbosity.QUIET);
        return options;
    }

    /** The class path of the tests, and pitest with its plugin for JUnit, which run in the same process. */
    private static List<String> classPath(String tests) {
        Stream<String> pitest = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element -> element.contains("/org/pitest/"));
        return Stream.concat(
                        Stream.concat(
                                Stream.of(
                                        MODULE.resolve("target/test-classes").toString(),
                                        MODULE.resolve("target/classes").toString()),
                                Arrays.stream(tests.split(File.pathSeparator, -1))),
                        pitest)
                .toList();
    }

    /** Pitest's plugins, and those of this package. */
    private record WithOwn(List<Object> own) implements Services {
        @Override
        public <S> Collection<S> load(Class<S> type) {
            return Stream.concat(
                            ServiceLoader.load(type).stream(),
                            own.stream().filter(type::isInstance).map(type::cast))
                    .toList();
        }
    }
}

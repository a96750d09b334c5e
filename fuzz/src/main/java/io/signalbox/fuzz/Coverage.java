package io.signalbox.fuzz;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jacoco.agent.rt.IAgent;
import org.jacoco.agent.rt.RT;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.IMethodCoverage;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataReader;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;

/** The lines of a parser that its inputs have run through, by JaCoCo's agent in this process. */
final class Coverage {

    private static final String TESTS = "test-classes";

    private final IAgent agent = RT.getAgent();
    private final Code code;
    private final ExecutionDataStore all = new ExecutionDataStore();
    private final Map<Long, BitSet> seen = new HashMap<>();

    Coverage(Code code) {
        this.code = code;
        agent.reset();
    }

    /** Adds what ran since the last call. @return whether something of the parser ran for the first time */
    boolean add() {
        var now = new ExecutionDataStore();
        try {
            var reader = new ExecutionDataReader(new ByteArrayInputStream(agent.getExecutionData(true)));
            reader.setSessionInfoVisitor(new SessionInfoStore());
            reader.setExecutionDataVisitor(now);
            reader.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean grown = false;
        for (ExecutionData data : now.getContents()) {
            if (code.contains(data.getName().replace('/', '.'))) {
                all.put(data);
                grown |= add(data);
            }
        }
        return grown;
    }

    private boolean add(ExecutionData data) {
        BitSet known = seen.computeIfAbsent(data.getId(), _ -> new BitSet());
        int before = known.cardinality();
        boolean[] probes = data.getProbes();
        for (int i = 0; i < probes.length; i++) {
            if (probes[i]) {
                known.set(i);
            }
        }
        return known.cardinality() > before;
    }

    /** @param covered of all lines of the parser's code */
    record Lines(int covered, int all) {}

    /** Counts each line once, whichever class or method has it. Tests share packages with what they test, and do not count. */
    Lines lines() {
        var covered = new HashSet<String>();
        var every = new HashSet<String>();
        var analyzer = new Analyzer(all, found -> count(found, covered, every));
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Files::isDirectory)
                .filter(folder -> !folder.endsWith(TESTS))
                .forEach(folder -> analyze(analyzer, folder));
        return new Lines(covered.size(), every.size());
    }

    private void analyze(Analyzer analyzer, Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> isOfTheParser(folder, file)).toList()) {
                analyzer.analyzeClass(Files.readAllBytes(file), file.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfTheParser(Path folder, Path file) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '.');
        return name.endsWith(".class") && code.contains(name.substring(0, name.length() - ".class".length()));
    }

    private void count(IClassCoverage found, Set<String> covered, Set<String> every) {
        for (IMethodCoverage method : found.getMethods()) {
            if (code.contains(new Code.Method(found.getName().replace('/', '.'), method.getName(), method.getDesc()))) {
                for (int line = method.getFirstLine(); line <= method.getLastLine(); line++) {
                    int status = method.getLine(line).getStatus();
                    String place = found.getPackageName() + "/" + found.getSourceFileName() + ":" + line;
                    if (status != ICounter.EMPTY) {
                        every.add(place);
                    }
                    if (status > ICounter.NOT_COVERED) {
                        covered.add(place);
                    }
                }
            }
        }
    }
}

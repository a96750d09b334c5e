package io.signalbox.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The build of a service, which decides how it is run. */
public enum Packaging {
    JVM,
    NATIVE;

    /** System property: {@code native} selects the native executables. Default: JVM. */
    public static final String PROPERTY = "signalbox.packaging";

    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", compiling(), "-Xmx192m", "-Xshare:auto");

    /** The same as in the container images. */
    private static final List<String> NATIVE_OPTIONS = List.of("-Xmx64m");

    /**
     * A JVM option: code that has run twice is compiled, so that the first failover is as fast as later ones. This
     * slows the start; tests that start many worlds and measure nothing set {@code signalbox.compile-threshold-scaling}
     * to 1.
     */
    public static String compiling() {
        return "-XX:CompileThresholdScaling=" + System.getProperty("signalbox.compile-threshold-scaling", "0.01");
    }

    public static Packaging wanted() {
        return "native".equals(System.getProperty(PROPERTY)) ? NATIVE : JVM;
    }

    /**
     * @param temporary the service's {@code java.io.tmpdir}
     * @throws IllegalStateException when the service was not built
     */
    List<String> command(String module, Path temporary) {
        Path target = ProjectRoot.of(module).resolve(module).resolve("target");
        String ownTemporary = "-Djava.io.tmpdir=" + temporary;
        return switch (this) {
            case JVM -> {
                var command = new ArrayList<String>();
                command.add(ChildProcess.java());
                command.addAll(JVM_OPTIONS);
                command.add(ownTemporary);
                command.add("-jar");
                command.add(existing(target.resolve("quarkus-app").resolve("quarkus-run.jar")));
                yield command;
            }
            case NATIVE -> {
                var command = new ArrayList<String>();
                command.add(runner(target));
                command.addAll(NATIVE_OPTIONS);
                command.add(ownTemporary);
                yield command;
            }
        };
    }

    private static String runner(Path target) {
        try (var files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no native executable in " + target))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no native executable in " + target, e);
        }
    }

    private static String existing(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing: build it with ./mvnw package");
        }
        return file.toString();
    }
}

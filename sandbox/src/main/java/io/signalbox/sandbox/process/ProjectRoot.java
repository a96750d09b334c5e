package io.signalbox.sandbox.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The root folder of the project, with the packaged services. */
public final class ProjectRoot {

    /** System property: the root folder. Default: found upwards from the working directory. */
    public static final String PROPERTY = "signalbox.root";

    private ProjectRoot() {}

    /** From now on, processes of a service start from this folder. */
    public static void use(String module, Path root) {
        System.setProperty(PROPERTY + "." + module, root.toString());
    }

    /** The root folder that a service is started from. */
    static Path of(String module) {
        String named = System.getProperty(PROPERTY + "." + module);
        return named == null ? find() : Path.of(named).toAbsolutePath();
    }

    /** @throws IllegalStateException when no folder above the working directory is the root */
    public static Path find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("probe-service"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no folder above " + start + " has pom.xml and probe-service/; set -D" + PROPERTY);
    }
}

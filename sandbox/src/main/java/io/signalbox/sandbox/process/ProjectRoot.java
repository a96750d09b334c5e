package io.signalbox.sandbox.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the packaged services are. */
public final class ProjectRoot {

    /** The system property that names it; otherwise it is looked for upwards from the working directory. */
    public static final String PROPERTY = "signalbox.root";

    private ProjectRoot() {}

    /** @throws IllegalStateException saying where it was looked for */
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
                "no folder above " + start + " has pom.xml and probe-service/; say -D" + PROPERTY);
    }
}

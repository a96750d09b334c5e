package io.signalbox.cli.deploy;

import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.Console;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The folder with {@code deployment.yaml}, and how its stacks are watched. */
public final class FolderArgument {

    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "A folder with deployment.yaml, such as examples/vpc-lattice.")
    private Path folder = Path.of(".");

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "How often AWS is asked how far a change is (default: 2s).")
    private Duration pause = Duration.ofSeconds(2);

    Duration pause() {
        return pause;
    }

    /** With the parameters of the stacks, whose variables have to be set. */
    Deployment whole(Console console) {
        return DeploymentFile.read(folder, console.environment(), true);
    }

    /** Without them. */
    Deployment names(Console console) {
        return DeploymentFile.read(folder, console.environment(), false);
    }
}

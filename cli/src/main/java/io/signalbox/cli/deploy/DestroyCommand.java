package io.signalbox.cli.deploy;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox destroy}. */
@Command(
        name = "destroy",
        description = "Deletes the stacks of a folder, the last one first, with all that is in them. The names that"
                + " Signalbox manages stay: signalbox bootstrap destroy gives them back.")
public final class DestroyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final FolderArgument folder = new FolderArgument();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask: for scripts.")
    private boolean yes;

    public DestroyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Deployment deployment = folder.names(console);
        return DeploymentAccess.use(console, folder.pause(), access -> destroyed(access, deployment));
    }

    private int destroyed(DeploymentAccess access, Deployment deployment) throws InterruptedException {
        access.tellIdentity();
        List<Deployment.Stack> there = deployment.stacks().reversed().stream()
                .filter(stack -> access.stacks().find(stack).isPresent())
                .toList();
        if (there.isEmpty()) {
            console.line("none of the stacks is there");
            return ExitCode.DONE;
        }
        there.forEach(stack -> console.line("deletes " + stack + ", with all that is in it"));
        if (!yes && !console.confirms("Delete?")) {
            throw new CommandFailedException(ExitCode.REFUSED, "nothing was changed");
        }
        StackChanges changes = access.changes();
        for (Deployment.Stack stack : there) {
            changes.takeAway(stack);
        }
        return ExitCode.DONE;
    }
}

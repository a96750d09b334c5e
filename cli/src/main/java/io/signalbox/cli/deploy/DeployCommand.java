package io.signalbox.cli.deploy;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox deploy}. */
@Command(
        name = "deploy",
        description = "Creates or updates the stacks of a folder, in their order. What is as it should be stays."
                + " Exit code 1 if AWS refuses, or with --status if something is not there or not in order.")
public final class DeployCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final FolderArgument folder = new FolderArgument();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--status", description = "Show what there is, and change nothing.")
    private boolean status;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask: for scripts.")
    private boolean yes;

    public DeployCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (status) {
            Deployment deployment = folder.names(console);
            return DeploymentAccess.use(
                    console,
                    folder.pause(),
                    access -> new DeploymentStatus(console, access).shown(deployment, output.isJson())
                            ? ExitCode.DONE
                            : ExitCode.REFUSED);
        }
        Deployment deployment = folder.whole(console);
        return DeploymentAccess.use(console, folder.pause(), access -> deployed(access, deployment));
    }

    private int deployed(DeploymentAccess access, Deployment deployment) throws InterruptedException {
        access.tellIdentity();
        var table = new Table("STACK", "REGION", "NOW", "TEMPLATE");
        for (Deployment.Stack stack : deployment.stacks()) {
            String now = access.stacks().find(stack).map(StackState::status).orElse("not there");
            table.row(stack.name(), stack.region(), now, stack.template().toString());
        }
        table.print(console);
        if (!yes && !console.confirms("Deploy? It costs money until you destroy it.")) {
            throw new CommandFailedException(ExitCode.REFUSED, "nothing was changed");
        }
        StackChanges changes = access.changes();
        for (Deployment.Stack stack : deployment.stacks()) {
            changes.bringAbout(stack);
        }
        new DeploymentStatus(console, access).tellVariables(deployment);
        return ExitCode.DONE;
    }
}

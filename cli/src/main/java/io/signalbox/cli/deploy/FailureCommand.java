package io.signalbox.cli.deploy;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox simulate-failure} and {@code signalbox restore}: the failure switch of one site, which every cell then sees. */
public abstract sealed class FailureCommand implements Callable<Integer> {

    /** {@code signalbox simulate-failure}. */
    @Command(
            name = "simulate-failure",
            description =
                    "Makes one site fail, by the failure switch of its deployment: its health check then fails for"
                            + " every client, and Signalbox moves the traffic as it would in an outage.")
    public static final class Simulate extends FailureCommand {

        public Simulate(Console console) {
            super(console, "true");
        }
    }

    /** {@code signalbox restore}. */
    @Command(name = "restore", description = "Ends what simulate-failure has begun.")
    public static final class Restore extends FailureCommand {

        public Restore(Console console) {
            super(console, "false");
        }
    }

    private final Console console;
    private final String value;

    @Mixin
    private final FolderArgument folder = new FolderArgument();

    @Parameters(index = "1", paramLabel = "SITE", description = "The site, as the topology names it.")
    private String site = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask: for scripts.")
    private boolean yes;

    private FailureCommand(Console console, String value) {
        this.console = console;
        this.value = value;
    }

    @Override
    public Integer call() throws InterruptedException {
        Deployment.Stack stack = chosen(folder.names(console));
        return DeploymentAccess.use(console, folder.pause(), access -> flipped(access, stack));
    }

    private Deployment.Stack chosen(Deployment deployment) {
        List<Deployment.Stack> flippable = deployment.stacks().stream()
                .filter(stack -> stack.failureSwitch() != null)
                .toList();
        return flippable.stream()
                .filter(stack -> flip(stack).site().equals(site))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.USAGE,
                        "SITE: expected one of "
                                + flippable.stream()
                                        .map(stack -> flip(stack).site())
                                        .toList() + ", got \"" + site + "\""));
    }

    private static Deployment.FailureSwitch flip(Deployment.Stack stack) {
        return Objects.requireNonNull(stack.failureSwitch());
    }

    private int flipped(DeploymentAccess access, Deployment.Stack stack) throws InterruptedException {
        access.tellIdentity();
        Deployment.FailureSwitch flip = flip(stack);
        String function = access.stacks()
                .find(stack)
                .map(state -> state.outputs().get(flip.function()))
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.REFUSED,
                        stack + ": expected a stack with the output " + flip.function()
                                + ", found none: signalbox deploy creates it"));
        String now = access.functions().value(stack.region(), function, flip.variable());
        String what = flip.variable() + " of the function " + function + " in " + stack.region();
        if (now.equals(value)) {
            console.line(what + " is " + value + " already");
            return ExitCode.DONE;
        }
        console.line(what + ": " + (now.isEmpty() ? "nothing" : now) + " becomes " + value);
        if (!yes && !console.confirms(question())) {
            throw new CommandFailedException(ExitCode.REFUSED, "nothing was changed");
        }
        access.begin();
        access.functions().set(stack.region(), function, flip.variable(), value);
        console.line(site + (value.equals("true") ? " fails from now on. signalbox restore ends it" : " works again"));
        return ExitCode.DONE;
    }

    private String question() {
        return value.equals("true") ? "Let " + site + " fail for its clients?" : "Let " + site + " work again?";
    }
}

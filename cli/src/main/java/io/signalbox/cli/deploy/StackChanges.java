package io.signalbox.cli.deploy;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Changes stacks one after the other, and waits for each. */
final class StackChanges {

    private final Console console;
    private final DeploymentAccess access;
    private final Stacks stacks;
    private final Duration pause;

    /** @param pause between two looks at a stack */
    StackChanges(Console console, DeploymentAccess access, Duration pause) {
        this.console = console;
        this.access = access;
        this.stacks = access.stacks();
        this.pause = pause;
    }

    /** Creates or updates a stack. One that is as it should be stays. */
    void bringAbout(Deployment.Stack stack) throws InterruptedException {
        Optional<StackState> found = settled(stack);
        if (found.isPresent() && found.get().isOnlyToBeDeleted()) {
            throw failed(
                    stack,
                    "it is " + found.get().status()
                            + ", and can only be deleted: signalbox destroy, then deploy again");
        }
        String token = token();
        if (!asked(stack, found.isPresent(), token)) {
            console.line(stack + ": unchanged");
            return;
        }
        console.line(stack + ": " + (found.isPresent() ? "updating" : "creating"));
        StackState after = settled(stack).orElseThrow(() -> failed(stack, "it was deleted by somebody else"));
        if (!after.isInOrder()) {
            throw failed(stack, token, after);
        }
        console.line(stack + ": " + after.status());
    }

    /** @return false if there is nothing to change */
    private boolean asked(Deployment.Stack stack, boolean exists, String token) {
        try {
            return exists ? stacks.update(stack, token) : stacks.create(stack, token);
        } catch (AwsServiceException e) {
            throw access.refused(stack.toString(), e);
        }
    }

    /** Deletes a stack. One that is not there is deleted already. */
    void takeAway(Deployment.Stack stack) throws InterruptedException {
        if (settled(stack).isEmpty()) {
            console.line(stack + ": not there");
            return;
        }
        String token = token();
        stacks.delete(stack, token);
        console.line(stack + ": deleting");
        Optional<StackState> after = settled(stack);
        if (after.isPresent() && !after.get().status().equals("DELETE_COMPLETE")) {
            throw failed(stack, token, after.get());
        }
        console.line(stack + ": deleted");
    }

    /** The stack when nothing is under way in it. */
    private Optional<StackState> settled(Deployment.Stack stack) throws InterruptedException {
        String told = "";
        Optional<StackState> found = stacks.find(stack);
        while (found.isPresent() && found.get().isUnderWay()) {
            if (!found.get().status().equals(told)) {
                told = found.get().status();
                console.line(stack + ": " + told);
            }
            Thread.sleep(pause);
            found = stacks.find(stack);
        }
        return found;
    }

    private CommandFailedException failed(Deployment.Stack stack, String token, StackState after) {
        var lines = new ArrayList<String>();
        lines.add(stack + ": " + after.status() + (after.reason() == null ? "" : ": " + after.reason()));
        stacks.failures(stack, token).forEach(text -> lines.add("  " + text));
        return new CommandFailedException(ExitCode.REFUSED, lines);
    }

    private static CommandFailedException failed(Deployment.Stack stack, String why) {
        return new CommandFailedException(ExitCode.REFUSED, stack + ": " + why);
    }

    private static String token() {
        return "signalbox-" + UUID.randomUUID();
    }
}

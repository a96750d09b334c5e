package io.signalbox.cli.deploy;

import io.signalbox.actuator.app.OwnAccount;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS for one run of a command. */
final class DeploymentAccess implements AutoCloseable {

    private static final int DENIED = 403;
    private static final int SERVERS_FAULT = 500;

    /** The part of a command that uses AWS. */
    interface Work {
        int with(DeploymentAccess access) throws InterruptedException;
    }

    private final Console console;
    private final OwnAccount account;
    private final Stacks stacks;
    private final Functions functions;
    private final Duration pause;
    private boolean changing;

    private DeploymentAccess(Console console, OwnAccount account, Duration pause) {
        this.console = console;
        this.account = account;
        this.stacks = new Stacks(account);
        this.functions = new Functions(account, pause);
        this.pause = pause;
    }

    /** @param pause between two looks at what changes @return the exit code of the work; what AWS refuses is one as well */
    static int use(Console console, Duration pause, Work work) throws InterruptedException {
        try (var access = open(console, pause)) {
            return access.tried(work);
        }
    }

    private int tried(Work work) throws InterruptedException {
        account.unsigned().ifPresent(why -> {
            throw new CommandFailedException(ExitCode.DENIED, why);
        });
        try {
            return work.with(this);
        } catch (AwsServiceException e) {
            throw refused("AWS", e);
        } catch (SdkException e) {
            throw new CommandFailedException(unanswered(), "AWS: " + e.getMessage());
        }
    }

    /** @param about what AWS was asked to do it with */
    CommandFailedException refused(String about, AwsServiceException e) {
        return new CommandFailedException(
                code(e), about + ": " + e.awsErrorDetails().errorMessage());
    }

    private int code(AwsServiceException e) {
        if (e.isThrottlingException() || e.statusCode() >= SERVERS_FAULT) {
            return unanswered();
        }
        return e.statusCode() == DENIED ? ExitCode.DENIED : ExitCode.REFUSED;
    }

    /** A change may have been made although it was not answered, and earlier ones were. */
    private int unanswered() {
        return changing ? ExitCode.UNKNOWN : ExitCode.UNAVAILABLE;
    }

    private static DeploymentAccess open(Console console, Duration pause) {
        try {
            return new DeploymentAccess(console, OwnAccount.open(console.environment()), pause);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Prints the account and the identity that every change is made with. */
    void tellIdentity() {
        switch (account.identity()) {
            case CallerIdentity.Known(String id, String arn) -> console.line("account " + id + ", as " + arn);
            case CallerIdentity.Unknown(String reason) -> throw new CommandFailedException(ExitCode.DENIED, reason);
        }
    }

    Stacks stacks() {
        return stacks;
    }

    /** From now on something is changed. */
    void begin() {
        changing = true;
    }

    Functions functions() {
        return functions;
    }

    StackChanges changes() {
        begin();
        return new StackChanges(console, this, pause);
    }

    @Override
    public void close() {
        stacks.close();
        functions.close();
        account.close();
    }
}

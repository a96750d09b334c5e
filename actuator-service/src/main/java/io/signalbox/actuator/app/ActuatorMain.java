package io.signalbox.actuator.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.signalbox.actuator.verify.Stop;
import io.signalbox.contract.health.HealthCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts the service; or, with the words of {@link BootstrapCommand}, looks after names and ends; or, with {@code verify} and a
 * zone, finds out how the account behaves; or with {@code health} asks the running service.
 */
@QuarkusMain
public final class ActuatorMain {

    private static final int PORT = 8080;
    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    private ActuatorMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && BootstrapCommand.COMMANDS.contains(arguments[0])) {
            System.exit(new BootstrapCommand(System.out, System.err, System.getenv()).run(List.of(arguments)));
        }
        if (arguments.length > 0 && VerifyCommand.VERIFY.equals(arguments[0])) {
            System.exit(verify(List.of(arguments)));
        }
        if (arguments.length > 0 && HealthCommand.HEALTH.equals(arguments[0])) {
            System.exit(new HealthCommand(System.out, System.err, System.getenv(), PORT).run(arguments));
        }
        Quarkus.run(arguments);
    }

    /** After Ctrl-C the process ends when what was made is taken away. */
    private static int verify(List<String> arguments) {
        var stop = new Stop();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.request();
            await(ended);
        }));
        try {
            return new VerifyCommand(System.out, System.err, System.getenv(), stop).run(arguments);
        } finally {
            ended.countDown();
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            var _ = ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

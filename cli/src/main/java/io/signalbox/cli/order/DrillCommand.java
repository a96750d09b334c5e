package io.signalbox.cli.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.Console;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox drill}: a rehearsal of a move. */
@Command(
        name = "drill",
        description = "Starts or ends a drill of a service.",
        subcommands = {DrillCommand.Start.class, DrillCommand.Stop.class})
public final class DrillCommand {

    /** {@code signalbox drill start}. */
    @Command(name = "start", description = "Starts a drill: traffic moves to another site and returns.")
    public static final class Start implements Callable<Integer> {

        private final Console console;

        @Mixin
        private final Ordering ordering = new Ordering();

        @Parameters(paramLabel = "SERVICE", description = "The service.")
        private String service = "";

        @Option(
                names = "--name",
                paramLabel = "DRILL",
                description = "An entry of the calendar (default: a drill of its own).")
        private @Nullable String name;

        @Option(
                names = "--target",
                paramLabel = "SITE",
                description = "Where to (default: the entry's, or the first site that is fit).")
        private @Nullable String target;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                converter = Connection.AsDuration.class,
                description = "How long (default: the entry's).")
        private @Nullable Duration time;

        public Start(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            ObjectNode body = ordering.body();
            if (name != null) {
                body.put("name", name);
            }
            if (target != null) {
                body.put("target", target);
            }
            Ordering.lasting(body, time);
            return ordering.send(console, service, "drill/start", body);
        }
    }

    /** {@code signalbox drill stop}. */
    @Command(name = "stop", description = "Ends the drill under way: traffic returns.")
    public static final class Stop implements Callable<Integer> {

        private final Console console;

        @Mixin
        private final Ordering ordering = new Ordering();

        @Parameters(paramLabel = "SERVICE", description = "The service.")
        private String service = "";

        public Stop(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            return ordering.send(console, service, "drill/stop", ordering.body());
        }
    }
}

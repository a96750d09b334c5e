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

/** {@code signalbox override}: traffic goes where a person says. */
@Command(
        name = "override",
        description = "Sends the traffic of a service to a site, and keeps it there until released or over.")
public final class OverrideCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    @Parameters(paramLabel = "SITE", description = "The site.")
    private String target = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "How long it is in force, such as 30m (default: until released).")
    private @Nullable Duration time;

    @Option(names = "--force", description = "Even if the site is not UP, not ready, suppressed or stale.")
    private boolean force;

    @Option(names = "--pass-freeze", description = "Although a freeze is in force.")
    private boolean passFreeze;

    /** In small letters, as REST has them. */
    enum During {
        supersede,
        queue
    }

    @Option(
            names = "--during",
            paramLabel = "WHAT",
            description = "If a plan runs: supersede it, or queue behind it (default: the service refuses).")
    private @Nullable During during;

    public OverrideCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode body =
                ordering.body().put("target", target).put("force", force).put("passFreeze", passFreeze);
        Ordering.lasting(body, time);
        if (during != null) {
            body.put("during", during.name());
        }
        return ordering.send(console, service, "override", body);
    }
}

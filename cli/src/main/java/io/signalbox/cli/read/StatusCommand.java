package io.signalbox.cli.read;

import static io.signalbox.cli.connect.Answer.optional;
import static io.signalbox.cli.connect.Answer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.cli.connect.Api;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox status}: all services in a table, or one with its sites. */
@Command(name = "status", description = "Shows where the traffic of each service is, and the verdicts of its sites.")
public final class StatusCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    private final Console console;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Only this service, with its sites and plan.")
    private @Nullable String service;

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description = "Only services in this phase, such as moving or stuck.")
    private @Nullable String phase;

    @Option(names = "--active", paramLabel = "SITE", description = "Only services whose traffic is at this site.")
    private @Nullable String active;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "Only services with a site that is UP, DOWN or UNKNOWN.")
    private @Nullable String verdict;

    @Option(
            names = "--alarm",
            paramLabel = "CODE",
            description = "Only services with this alarm; any for those with one.")
    private @Nullable String alarm;

    @Option(
            names = "--awaits",
            paramLabel = "WHAT",
            description = "Only services that wait for an approver; any for anything.")
    private @Nullable String awaits;

    public StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Api api = connection.open(console)) {
            if (service == null) {
                all(pages(api));
            } else {
                one(api.get("/api/v1/services/" + Api.encoded(service)).body());
            }
            return ExitCode.DONE;
        }
    }

    /** All pages, as one list. */
    private ArrayNode pages(Api api) {
        ArrayNode services = JsonNodeFactory.instance.arrayNode();
        String after = "";
        do {
            JsonNode page = api.get("/api/v1/services?limit=" + PAGE + filters() + after)
                    .body();
            page.path("services").forEach(services::add);
            after = optional(page, "next")
                    .map(next -> "&after=" + Api.encoded(next))
                    .orElse("");
        } while (!after.isEmpty());
        return services;
    }

    private String filters() {
        return filter("phase", phase)
                + filter("active", active)
                + filter("verdict", verdict)
                + filter("alarm", alarm)
                + filter("awaits", awaits);
    }

    private static String filter(String key, @Nullable String value) {
        return value == null ? "" : "&" + key + "=" + Api.encoded(value);
    }

    private void all(ArrayNode services) {
        if (output.isJson()) {
            Output.print(console, services);
            return;
        }
        var table = new Table("SERVICE", "ACTIVE", "PHASE", "SITES", "HOLDS", "ALARMS");
        services.forEach(state -> table.row(
                text(state, "service"),
                States.active(state),
                States.phase(state),
                States.verdicts(state),
                States.holds(state),
                States.alarms(state)));
        table.print(console);
    }

    private void one(JsonNode state) {
        if (output.isJson()) {
            Output.print(console, state);
            return;
        }
        new Table()
                .row("service", text(state, "service") + " (" + text(state, "hostname") + ")")
                .row("active", States.active(state))
                .row("phase", States.phase(state) + " for " + States.ago(state, "since", console.now()))
                .row("epoch", text(state, "epoch"))
                .row("mode", optional(state, "mode").orElse("-"))
                .row("holds", States.holds(state))
                .row("reason", States.reason(state))
                .print(console);
        state.path("alarms")
                .forEach(alarmed -> console.line("alarm   " + text(alarmed, "code") + ": " + text(alarmed, "text")));
        sites(state);
        steps(state.path("plan"));
    }

    private void sites(JsonNode state) {
        console.line("");
        var table = new Table("SITE", "PRIORITY", "VERDICT", "READY", "NOT A TARGET BECAUSE");
        state.path("sites")
                .forEach(site -> table.row(
                        text(site, "name") + (site.path("lastResort").asBoolean() ? " (last resort)" : ""),
                        text(site, "priority"),
                        text(site, "verdict"),
                        optional(site, "ready").orElse("-"),
                        optional(site.path("suppressed"), "text")
                                .or(() -> optional(site.path("stale").path("reason"), "text"))
                                .orElse("-")));
        table.print(console);
    }

    private void steps(JsonNode plan) {
        if (!plan.isObject()) {
            return;
        }
        console.line("");
        console.line("plan " + text(plan, "id") + ": " + text(plan, "kind") + " to " + text(plan, "to") + ", until "
                + text(plan, "deadline"));
        var table = new Table("STEP", "KIND", "STATE", "ATTEMPT", "DETAIL");
        plan.path("steps")
                .forEach(step -> table.row(
                        text(step, "name"),
                        text(step, "kind"),
                        text(step, "state"),
                        text(step, "attempt"),
                        text(step, "detail")));
        table.print(console);
    }
}

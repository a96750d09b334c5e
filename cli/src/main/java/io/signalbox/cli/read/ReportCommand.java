package io.signalbox.cli.read;

import static io.signalbox.cli.connect.Answer.optional;
import static io.signalbox.cli.connect.Answer.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.cli.connect.Api;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox report}: the phases of the last move, its objectives, the last drill and the newest journal entries. */
@Command(
        name = "report",
        description = "Reports the last move of a service against its objectives, the last drill, and the journal.")
public final class ReportCommand implements Callable<Integer> {

    private static final List<String> MOMENTS =
            List.of("firstFailure", "detected", "decided", "accepted", "insync", "converged", "reached");

    private final Console console;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    @Option(
            names = "--entries",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "The number of journal entries, 1 to 500 (default: 20).")
    private int entries;

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String path = "/api/v1/services/" + Api.encoded(service);
        try (Api api = connection.open(console)) {
            JsonNode state = api.get(path).body();
            JsonNode journal =
                    api.get(path + "/journal?limit=" + entries).body().path("entries");
            if (output.isJson()) {
                Output.print(console, document(state, journal));
            } else {
                moved(state.path("recovery"));
                objectives(state.path("objectives"));
                drill(state.path("lastDrill"));
                journal(journal);
            }
            return ExitCode.DONE;
        }
    }

    private ObjectNode document(JsonNode state, JsonNode journal) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("service", service);
        for (String member : List.of("recovery", "objectives", "lastDrill")) {
            if (state.has(member)) {
                document.set(member, state.path(member));
            }
        }
        document.set("journal", journal);
        return document;
    }

    private void moved(JsonNode recovery) {
        var table = new Table("MOMENT", "AT", "AFTER THE ONE BEFORE");
        @Nullable Instant before = null;
        for (String moment : MOMENTS) {
            String at = optional(recovery, moment).orElse(null);
            if (at != null) {
                Instant now = Instant.parse(at);
                table.row(
                        moment,
                        at,
                        before == null ? "-" : Duration.between(before, now).toMillis() + " ms");
                before = now;
            }
        }
        if (before == null) {
            console.line("no move is known");
        } else {
            console.line("last move");
            table.print(console);
        }
    }

    private void objectives(JsonNode objectives) {
        if (objectives.isEmpty()) {
            return;
        }
        console.line("");
        var table = new Table("OBJECTIVE", "LIMIT", "ACTUAL", "RESULT");
        objectives.forEach(one -> table.row(
                text(one, "name"),
                text(one, "limit"),
                text(one, "actual"),
                one.path("met").asBoolean() ? "met" : "missed"));
        table.print(console);
    }

    private void drill(JsonNode drill) {
        if (drill.isObject()) {
            console.line("");
            console.line("last drill: " + text(drill, "result") + ", " + text(drill, "startedAt") + " to "
                    + text(drill, "endedAt") + ": " + States.reason(drill));
        }
    }

    private void journal(JsonNode journal) {
        console.line("");
        var table = new Table("AT", "KIND", "WHO", "REASON");
        journal.forEach(entry -> table.row(
                text(entry, "at"), text(entry, "kind"), optional(entry, "who").orElse("-"), States.reason(entry)));
        table.print(console);
    }
}

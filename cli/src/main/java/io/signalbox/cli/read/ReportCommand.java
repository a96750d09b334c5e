package io.signalbox.cli.read;

import static io.signalbox.cli.connect.Answer.optional;
import static io.signalbox.cli.connect.Answer.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.cli.connect.Api;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox report}: the report on a move. */
@Command(
        name = "report",
        description = "Reports a move in Markdown: times, objectives, evidence, waits, steps and timeline.")
public final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PLAN",
            defaultValue = "last",
            description = "The id of the move's plan (default: the last move).")
    private String plan = "";

    @Option(names = "--list", description = "List the moves that are kept, newest first.")
    private boolean list;

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String path = "/api/v1/services/" + Api.encoded(service) + "/moves";
        String one = path + "/" + Api.encoded(plan);
        try (Api api = connection.open(console)) {
            if (output.isJson()) {
                Output.print(console, api.get(list ? path : one).body());
            } else if (list) {
                moves(api.get(path).body().path("moves"));
            } else {
                api.text(one, "text/markdown").lines().forEach(console::line);
            }
            return ExitCode.DONE;
        }
    }

    private void moves(JsonNode moves) {
        var table = new Table("PLAN", "STARTED", "ENDED", "FROM", "TO", "RESULT", "WHY");
        moves.forEach(move -> table.row(
                text(move, "plan"),
                text(move, "startedAt"),
                optional(move, "endedAt").orElse("-"),
                optional(move, "from").orElse("-"),
                optional(move, "to").orElse("-"),
                text(move, "result"),
                text(move.path("why"), "text")));
        table.print(console);
    }
}

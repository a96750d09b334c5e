package io.signalbox.cli.read;

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
import picocli.CommandLine.Parameters;

/** {@code signalbox directive}: shows the result of an order. */
@Command(name = "directive", description = "Shows what became of an order, by the id that it was answered with.")
public final class DirectiveCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "ID", description = "The id of the order.")
    private String id = "";

    public DirectiveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Api api = connection.open(console)) {
            JsonNode status = api.get(path(id)).body();
            if (output.isJson()) {
                Output.print(console, status);
            } else {
                new Table()
                        .row("order", text(status, "id"), text(status, "state"), States.reason(status.path("entry")))
                        .print(console);
            }
            return code(status);
        }
    }

    public static String path(String id) {
        return "/api/v1/directives/" + Api.encoded(id);
    }

    /** The exit code of an order by its state. */
    public static int code(JsonNode status) {
        return switch (text(status, "state")) {
            case "DONE" -> ExitCode.DONE;
            case "REFUSED" -> ExitCode.REFUSED;
            default -> ExitCode.PENDING;
        };
    }
}

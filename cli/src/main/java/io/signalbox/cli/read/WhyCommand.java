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
import picocli.CommandLine.Parameters;

/** {@code signalbox why}: the explanation of a service's state. */
@Command(name = "why", description = "Explains why a service is where it is, and what would change that.")
public final class WhyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    public WhyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Api api = connection.open(console)) {
            JsonNode why =
                    api.get("/api/v1/services/" + Api.encoded(service) + "/why").body();
            if (output.isJson()) {
                Output.print(console, why);
            } else {
                explain(why);
            }
            return ExitCode.DONE;
        }
    }

    private void explain(JsonNode why) {
        console.line(text(why, "sentence"));
        why.path("held")
                .forEach(held ->
                        console.line("  held: " + States.reason(held) + "; ends with: " + text(held, "endsWith")));
        why.path("changes").forEach(change -> console.line("  would change it: " + change.asText()));
        console.line("");
        var table = new Table("SITE", "VERDICT", "NEEDED", "VANTAGE", "SAYS", "COUNTS", "DETAIL");
        why.path("sites").forEach(site -> votes(table, site));
        table.print(console);
        optional(why.path("evidence"), "note").ifPresent(note -> console.line("note: " + note));
    }

    private static void votes(Table table, JsonNode site) {
        String name = text(site, "site") + (site.path("active").asBoolean() ? " (active)" : "");
        if (site.path("vantages").isEmpty()) {
            table.row(name, text(site, "verdict"), text(site, "needed"), "-", "-", "-", text(site, "rule"));
        }
        for (JsonNode vote : site.path("vantages")) {
            table.row(
                    name,
                    text(site, "verdict"),
                    text(site, "needed"),
                    text(vote, "vantage"),
                    text(vote, "says"),
                    vote.path("counts").asBoolean() ? "yes" : "no",
                    optional(vote, "voidBecause").orElse(text(vote, "detail")));
            name = "";
        }
    }
}

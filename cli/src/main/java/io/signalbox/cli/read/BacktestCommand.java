package io.signalbox.cli.read;

import static io.signalbox.cli.connect.Answer.optional;
import static io.signalbox.cli.connect.Answer.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.cli.connect.Answer;
import io.signalbox.cli.connect.Api;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import io.signalbox.contract.topology.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox backtest}: starts a backtest, follows it and shows its report. */
@Command(
        name = "backtest",
        description = "Lets the policy in force and another one live through past observations, and compares them.")
public final class BacktestCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "The services (default: all).")
    private List<String> services = List.of();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "The start: an instant such as 2026-01-31T12:00:00Z, or how long ago, such as 24h.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "The end, likewise (default: now).")
    private @Nullable String to;

    @Option(
            names = "--policy",
            paramLabel = "JSON",
            description = "What the other policy has different, with the keys of the topology, such as"
                    + " '{\"quorum\": \"all\"}'.")
    private @Nullable String policy;

    @Option(
            names = "--probes",
            paramLabel = "JSON",
            description = "fall, rise and window of every probe, such as '{\"fall\": 5}'.")
    private @Nullable String probes;

    @Option(
            names = "--false-within",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "A move counts as false if the site that it left is UP again within this time (default: 5m).")
    private @Nullable Duration falseWithin;

    public BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Api api = connection.open(console)) {
            Answer accepted = api.post("/api/v1/backtests", request(), null, Map.of());
            JsonNode job = followed(api, text(accepted.body(), "id"));
            if (output.isJson()) {
                Output.print(console, job);
            } else {
                print(job);
            }
            return text(job, "state").equals("DONE") ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }

    private ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("from", instant("--from", from));
        services.forEach(request.withArray("services")::add);
        if (to != null) {
            request.put("to", instant("--to", to));
        }
        if (policy != null) {
            request.set("policy", json("--policy", policy));
        }
        if (probes != null) {
            request.set("probes", json("--probes", probes));
        }
        if (falseWithin != null) {
            request.put("falseWithin", falseWithin.toString());
        }
        return request;
    }

    private String instant(String option, String text) {
        Duration ago = Durations.parse(text);
        try {
            return (ago == null ? Instant.parse(text) : console.now().minus(ago)).toString();
        } catch (DateTimeParseException _) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    option + ": expected an instant such as 2026-01-31T12:00:00Z or a time such as "
                            + Durations.EXAMPLES + ", got \"" + text + "\"");
        }
    }

    private static JsonNode json(String option, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, option + ": expected JSON, got \"" + text + "\": " + e.getOriginalMessage());
        }
    }

    /** Asks until it has ended: only the instance that has accepted it knows it. */
    private static JsonNode followed(Api api, String id) throws InterruptedException {
        while (true) {
            JsonNode job = api.get("/api/v1/backtests/" + Api.encoded(id)).body();
            if (!List.of("QUEUED", "RUNNING").contains(text(job, "state"))) {
                return job;
            }
            Thread.sleep(PAUSE);
        }
    }

    private void print(JsonNode job) {
        optional(job, "problem").ifPresent(problem -> console.error("the backtest has failed: " + problem));
        JsonNode report = job.path("report");
        if (!report.isObject()) {
            return;
        }
        console.line(text(report, "from") + " to " + text(report, "to") + ", " + text(report, "observations")
                + " observations");
        var table =
                new Table("SERVICE", "POLICY", "MOVES", "FALSE", "UNFINISHED", "DETECTION P50", "ON A FAILING SITE");
        row(table, "all", "today", report.path("today"));
        row(table, "", "candidate", report.path("candidate"));
        for (JsonNode service : report.path("services")) {
            row(table, text(service, "service"), "today", service.path("today").path("summary"));
            row(table, "", "candidate", service.path("candidate").path("summary"));
        }
        table.print(console);
        report.path("difference")
                .path("missedOutages")
                .forEach(missed -> console.line("missed: " + text(missed, "service") + " at " + text(missed, "site")
                        + " " + text(missed, "from") + " to " + text(missed, "until")));
        report.path("cannotKnow").forEach(limit -> console.line("cannot be known: " + text(limit, "text")));
    }

    private static void row(Table table, String service, String policy, JsonNode summary) {
        table.row(
                service,
                policy,
                text(summary, "moves"),
                text(summary, "falseMoves"),
                text(summary, "unfinished"),
                optional(summary, "detectionP50").orElse("-"),
                text(summary, "timeOnDown"));
    }
}

package io.signalbox.cli.order;

import static io.signalbox.cli.connect.Answer.optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.cli.connect.Answer;
import io.signalbox.cli.connect.Api;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.read.DirectiveCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all orders have, and the sending of one: once, with a key by which a person may repeat it safely. */
public final class Ordering {

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(
            names = {"-w", "--why"},
            required = true,
            paramLabel = "REASON",
            description = "The reason, for the journal.")
    private String why = "";

    @Option(
            names = "--wait",
            description = "If the order is not in effect at once, follow it until it is done or refused.")
    private boolean wait;

    @Option(
            names = "--wait-time",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "The longest time that --wait takes (default: 60s).")
    private Duration waitTime = Duration.ofSeconds(60);

    @Option(
            names = "--if-match",
            paramLabel = "ETAG",
            description = "Only for this version of the state; otherwise the order is refused.")
    private @Nullable String version;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "An order with the key of an earlier equal one is the same order, for an hour (default: a new"
                    + " key).")
    private @Nullable String key;

    /** A body with the reason. */
    ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("why", why);
    }

    /** Adds a time that may be absent, as ISO 8601. */
    static void lasting(ObjectNode body, @Nullable Duration time) {
        if (time != null) {
            body.put("for", time.toString());
        }
    }

    /** @param service null for an order for all services */
    int send(Console console, @Nullable String service, String what, JsonNode body) throws InterruptedException {
        String path = service == null ? "/api/v1/" + what : "/api/v1/services/" + Api.encoded(service) + "/" + what;
        String used = key == null ? UUID.randomUUID().toString() : key;
        try (Api api = connection.open(console)) {
            Answer answer = api.post(path, body, used, version == null ? Map.of() : Map.of("If-Match", version));
            if (!answer.isPending() || !wait) {
                show(console, answer, what);
                return answer.isPending() ? ExitCode.PENDING : ExitCode.DONE;
            }
            return awaited(console, api, answer, what);
        }
    }

    private void show(Console console, Answer answer, String what) {
        if (output.isJson()) {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("directive", answer.directive())
                    .put("inEffect", !answer.isPending());
            document.set("state", answer.body());
            Output.print(console, document);
            return;
        }
        console.line(what + ": " + (answer.isPending() ? "stored, not in effect yet" : "in effect") + "; order "
                + answer.directive());
        optional(answer.body().path("reason"), "text").ifPresent(console::line);
        JsonNode awaits = answer.body().path("awaits");
        optional(awaits, "question").ifPresent(question -> console.line("waits for an approver: " + question));
        if (answer.isPending()) {
            console.line("what becomes of it: signalbox directive " + answer.directive());
        }
    }

    private int awaited(Console console, Api api, Answer answer, String what) throws InterruptedException {
        String id = String.valueOf(answer.directive());
        Instant end = console.now().plus(waitTime);
        JsonNode status = answer.body();
        int code = ExitCode.PENDING;
        while (code == ExitCode.PENDING && console.now().isBefore(end)) {
            Thread.sleep(PAUSE);
            status = asked(console, api, id);
            code = DirectiveCommand.code(status);
        }
        if (output.isJson()) {
            Output.print(console, status);
        } else {
            console.line(what + ": " + words(code) + "; order " + id);
            optional(status.path("entry").path("reason"), "text").ifPresent(console::line);
        }
        return code;
    }

    /** A question without an answer is asked again: it changes nothing. */
    private static JsonNode asked(Console console, Api api, String id) {
        try {
            return api.get(DirectiveCommand.path(id)).body();
        } catch (CommandFailedException e) {
            if (e.code() != ExitCode.UNAVAILABLE) {
                throw e;
            }
            e.lines().forEach(console::error);
            return JsonNodeFactory.instance.objectNode().put("id", id).put("state", "PENDING");
        }
    }

    private static String words(int code) {
        return switch (code) {
            case ExitCode.DONE -> "in effect";
            case ExitCode.REFUSED -> "refused";
            default -> "stored, not in effect yet";
        };
    }
}

package io.signalbox.cli.read;

import static io.signalbox.cli.connect.Answer.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.cli.connect.Api;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.connect.EventReader;
import io.signalbox.cli.connect.ServerEvent;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox watch}: a line for every state and every journal entry as it happens. */
@Command(name = "watch", description = "Shows every state, then every change as it happens, until it is interrupted.")
public final class WatchCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The service sends a comment every 15 s by default. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Console console;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Only this service.")
    private @Nullable String service;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "End after this time, such as 10m (default: never).")
    private @Nullable Duration time;

    private @Nullable String last;
    private Duration pause = FIRST_PAUSE;

    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant end = time == null ? Instant.MAX : console.now().plus(time);
        try (Api api = connection.open(console)) {
            while (console.now().isBefore(end)) {
                String why = follow(api, end);
                if (console.now().isBefore(end)) {
                    console.error("no news since " + seconds(console.now()) + ": " + why + "; connecting again");
                    rest(end);
                }
            }
            return ExitCode.DONE;
        }
    }

    /** Follows one stream. @return why it is over */
    private String follow(Api api, Instant end) throws InterruptedException {
        try (var events = new EventReader(api.events(path(), last))) {
            Instant heard = console.now();
            while (console.now().isBefore(end)) {
                Duration left = least(Duration.between(console.now(), end), SILENCE);
                Optional<ServerEvent> event = events.next(left);
                if (event.isPresent()) {
                    heard = console.now();
                    if (event.get() instanceof ServerEvent.Ended(String why)) {
                        return why;
                    }
                    show(event.get());
                } else if (!heard.plus(SILENCE).isAfter(console.now())) {
                    return "nothing was heard for " + SILENCE.toSeconds() + " s";
                }
            }
            return "";
        } catch (CommandFailedException e) {
            if (e.code() != ExitCode.UNAVAILABLE) {
                throw e;
            }
            return String.join("; ", e.lines());
        }
    }

    /** Reading again changes nothing. Each pause is twice the one before, until events come again. */
    private void rest(Instant end) throws InterruptedException {
        Duration left = least(Duration.between(console.now(), end), pause);
        Thread.sleep(left);
        pause = least(pause.multipliedBy(2), LONGEST_PAUSE);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private String path() {
        return service == null ? "/api/v1/events" : "/api/v1/services/" + Api.encoded(service) + "/events";
    }

    private void show(ServerEvent event) {
        switch (event) {
            case ServerEvent.Event(String type, String id, String data) -> {
                last = id == null ? last : id;
                pause = FIRST_PAUSE;
                show(type, data);
            }
            case ServerEvent.Alive _ -> pause = FIRST_PAUSE;
            case ServerEvent.Ended _ -> {}
        }
    }

    private void show(String type, String data) {
        if (type.equals("notice")) {
            console.error("notice: " + data);
            return;
        }
        JsonNode document = read(data);
        if (output.isJson()) {
            var line = JsonNodeFactory.instance.objectNode().put("event", type);
            line.set("data", document);
            Output.printLine(console, line);
        } else if (type.equals("state")) {
            new Table()
                    .row(
                            seconds(console.now()),
                            text(document, "service"),
                            "at " + States.active(document),
                            States.phase(document),
                            States.verdicts(document),
                            States.reason(document))
                    .print(console);
        } else {
            new Table()
                    .row(
                            text(document, "at"),
                            text(document, "service").isEmpty() ? "all services" : text(document, "service"),
                            text(document, "kind"),
                            States.reason(document))
                    .print(console);
        }
    }

    private static JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException(ExitCode.UNAVAILABLE, "an event is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

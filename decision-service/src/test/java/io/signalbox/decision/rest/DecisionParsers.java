package io.signalbox.decision.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.fuzz.JsonWords;
import io.signalbox.fuzz.ParserSet;
import jakarta.ws.rs.WebApplicationException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The readers of operators' requests, and of the states that are kept between restarts. */
public final class DecisionParsers implements ParserSet {

    private static final Path GOLDEN = Path.of(
            Files.isDirectory(Path.of("decision-service")) ? "decision-service" : ".", "src/test/resources/golden");
    private static final ObjectMapper MAPPER = mapper();
    private static final int BAD_REQUEST = 400;

    @Override
    public List<FuzzedParser> parsers() {
        return List.of(
                bodies(),
                state("service-state", ServiceState.class, "state-"),
                state("fleet-state", FleetState.class, "fleet-"));
    }

    /** The mapper of the running service, as application.properties and {@link StrictJson} make it. */
    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        new StrictJson().customize(mapper);
        return mapper;
    }

    private static FuzzedParser bodies() {
        var types = JsonWords.types(Orders.Body.class);
        var words = new ArrayList<>(JsonWords.words(types));
        words.addAll(List.of(
                "\"for\":",
                "\"PT30M\"",
                "\"2026-01-01T00:00:00Z\"",
                "\"supersede\"",
                "\"override\"",
                "\"unreadable\""));
        return new FuzzedParser(
                "rest-bodies",
                Stream.of(
                                "{\"why\":\"test\",\"target\":\"us-west-2\",\"for\":\"PT30M\",\"force\":true,\"passFreeze\":true,\"during\":\"queue\"}",
                                "{\"why\":\"test\",\"target\":\"us-west-2\",\"until\":\"2026-01-01T00:00:00Z\",\"during\":\"supersede\"}",
                                "{\"why\":\"test\",\"target\":\"us-west-2\"}",
                                "{\"why\":\"test\",\"target\":\"no name\",\"during\":\"now\"}",
                                "{\"why\":\"test\",\"target\":\"us-west-2\",\"during\":\"now\"}",
                                "{\"why\":\"test\",\"force\":true}",
                                "{\"why\":\"test\",\"until\":\"2026-01-01T00:00:00Z\",\"for\":\"PT1M\",\"holdPlans\":true}",
                                "{\"why\":\"test\",\"for\":\"-PT1M\",\"holdPlans\":true}",
                                "{\"why\":\"test\",\"reseeded\":true}",
                                "{\"why\":\"test\",\"site\":\"us-east-1\",\"epoch\":7}",
                                "{\"why\":\"test\",\"site\":\"us-east-1\"}",
                                "{\"why\":\"test\",\"epoch\":0}",
                                "{\"why\":\"test\",\"retry\":true,\"for\":\"PT1H\"}",
                                "{\"why\":\"test\",\"name\":\"monthly\",\"target\":\"us-west-2\",\"for\":\"PT1H\"}",
                                "{\"why\":\"test\",\"discardState\":true}",
                                "{\"why\":\"test\",\"what\":\"override\",\"cell\":\"eu-west-1\"}",
                                "{\"why\":\"test\",\"what\":\"freeze\",\"cell\":\"eu-west-1\"}",
                                "{\"why\":\"test\",\"what\":\"drill\"}",
                                "{\"why\":\"test\",\"what\":\"unreadable\"}",
                                "{\"why\":\"test\",\"what\":\"unreadable\",\"cell\":\"eu-west-1\"}",
                                "{\"why\":\"test\"}",
                                "null")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                words,
                Code.of("io.signalbox.decision.rest", "Orders"),
                input -> {
                    for (Class<?> type : types) {
                        if (type.isRecord() && Orders.Body.class.isAssignableFrom(type)) {
                            readBody(type.asSubclass(Orders.Body.class), input);
                        }
                    }
                });
    }

    /** The same JSON as a body of each kind: right, or an answer of 400. */
    private static void readBody(Class<? extends Orders.Body> type, byte[] input) throws IOException {
        try {
            Orders.Body body = Orders.present(MAPPER.readValue(input, type));
            if (body instanceof Orders.Order order && order.order() == null) {
                throw new IllegalStateException("a body without an order");
            }
        } catch (JacksonException | CharConversionException _) {
            // Answered by ProblemMapper.
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() != BAD_REQUEST) {
                throw e;
            }
        }
    }

    private static <T> FuzzedParser state(String name, Class<T> type, String golden) {
        Codec<T> codec = Codec.of(type);
        var types = JsonWords.types(type);
        return new FuzzedParser(name, golden(golden), JsonWords.words(types), Code.ofRecords(types), input -> {
            T value;
            try {
                value = codec.read(input);
            } catch (UnreadableException _) {
                return;
            }
            if (!codec.read(codec.write(value)).equals(value)) {
                throw new IllegalStateException("not the same from what it writes: " + value);
            }
        });
    }

    private static List<byte[]> golden(String prefix) {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            var all = new ArrayList<byte[]>();
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith(prefix)) {
                    all.add(Files.readAllBytes(file));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

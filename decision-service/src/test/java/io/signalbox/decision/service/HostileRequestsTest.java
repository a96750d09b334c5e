package io.signalbox.decision.service;

import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that break HTTP or leave the bounds of the API. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class HostileRequestsTest {

    private static final int TEN_MEGABYTES = 10_000_000;
    private static final int CHUNKS = 20_000;

    private static Surroundings surroundings;

    @BeforeAll
    static void begin() {
        surroundings = new Surroundings(CellResource.bootstrap);
    }

    @AfterAll
    static void end() {
        surroundings.close();
    }

    @BeforeEach
    void adopted() {
        awaitActive("us-east-1");
    }

    private static void assertProblem(RawRequest.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @Test
    void twoDifferentLengthsAreRefused() {
        String body = "{\"why\":\"a test\"}";
        var answer = RawRequest.send(
                RawRequest.order("Content-Length: " + body.length(), "Content-Length: 3") + "\r\n" + body);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void anUnknownVersionOfHttpIsRefused() {
        var answer = RawRequest.send(RawRequest.order("Content-Length: 2").replace("HTTP/1.1", "HTTP/9.9") + "\r\n{}");

        assertThat(answer.status()).isBetween(400, 505);
        assertThat(answer.status()).isNotEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"why\":7}",
                "{\"why\":true}",
                "{\"why\":\"a test\",\"holdPlans\":\"true\"}",
                "{\"why\":\"a test\",\"holdPlans\":1}"
            })
    void aBodyIsNotReadAsWhatItDoesNotSay(String body) {
        operator()
                .body(body)
                .post("/api/v1/services/orders/freeze")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("where", containsString(body.contains("holdPlans") ? "holdPlans" : "why"));
    }

    @Test
    void aFieldThatIsThereTwiceIsRefused() {
        operator()
                .body("{\"why\":\"a test\",\"why\":\"twice\"}")
                .post("/api/v1/services/orders/freeze")
                .then()
                .statusCode(400)
                .body("found", containsString("Duplicate field 'why'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-\0Y: 1", "X Y: 1", "X(Y): 1", "X-Y: a\0b", "X-Y: a\u0001b"})
    void aHeaderWithForbiddenCharactersIsRefused(String header) {
        String body = "{\"why\":\"a test\"}";
        var answer = RawRequest.send(RawRequest.order(header, "Content-Length: " + body.length()) + "\r\n" + body);

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "99999999999999999999", "+7"})
    void aLengthThatIsNoneIsRefused(String length) {
        assertThat(RawRequest.send(RawRequest.order("Content-Length: " + length) + "\r\n{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBodyInVerySmallChunksIsRead() {
        String order = "{\"why\":\"a test\"}";
        String body = order + " ".repeat(CHUNKS - order.length());
        var request = new StringBuilder(RawRequest.order("Transfer-Encoding: chunked") + "\r\n");
        body.chars().forEach(each -> request.append("1\r\n").append((char) each).append("\r\n"));

        var answer = RawRequest.send(request.append("0\r\n\r\n").toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("nothing-to-release");
    }

    @Test
    void aHugeBodyIsAnsweredThoughItIsSentToItsEnd() {
        assertProblem(
                RawRequest.send("127.0.0.1", out -> {
                    write(out, RawRequest.order("Content-Length: " + TEN_MEGABYTES) + "\r\n");
                    out.write(new byte[TEN_MEGABYTES]);
                }),
                413);
    }

    @Test
    void aHugeBodyInChunksIsAnsweredThoughItIsSentToItsEnd() {
        byte[] chunk = " ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        assertProblem(
                RawRequest.send("127.0.0.1", out -> {
                    write(out, RawRequest.order("Transfer-Encoding: chunked") + "\r\n");
                    for (int sent = 0; sent < TEN_MEGABYTES; sent += chunk.length) {
                        write(out, Integer.toHexString(chunk.length) + "\r\n");
                        out.write(chunk);
                        write(out, "\r\n");
                    }
                    write(out, "0\r\n\r\n");
                }),
                413);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "services/orders/freeze, for, PT2562047788015215H",
        "services/orders/freeze, for, PT-1H",
        "services/orders/freeze, for, PT0S",
        "services/orders/freeze, until, +1000000000-12-31T23:59:59Z",
        "services/orders/freeze, until, -1000000000-01-01T00:00:00Z",
        "services/orders/freeze, until, soon",
        "freeze, for, PT2562047788015215H",
        "services/orders/drill/start, for, PT2562047788015215H",
        "services/orders/drill/start, name, Fire Drill",
        "services/orders/override, during, later",
        "backtests, falseWithin, PT2562047788015215H",
        "backtests, falseWithin, PT-1S",
        "backtests, from, -1000000000-01-01T00:00:00Z",
        "backtests, to, +1000000000-12-31T23:59:59Z",
    })
    void aValueOutOfItsBoundsIsRefusedWithWhereFoundAndAllowed(String path, String field, String value) {
        var body = new HashMap<String, Object>(Map.of(field, value));
        if (path.equals("backtests")) {
            body.putIfAbsent("from", "2026-01-01T00:00:00Z");
        } else {
            body.putAll(Map.of("why", "a test", "target", "us-west-2"));
        }
        if (path.endsWith("freeze")) {
            body.remove("target");
        }
        operator()
                .body(body)
                .post("/api/v1/" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("where", equalTo(field))
                .body("found", containsString(value.substring(0, 4)))
                .body("allowed", containsString(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "123456789012345678901234567890", "-1e999", "{}", "[]", "true"})
    void aNumberForAnInstantOrADurationIsRefused(String value) {
        for (String field : List.of("until", "for")) {
            operator()
                    .body("{\"why\":\"a test\",\"" + field + "\":" + value + "}")
                    .post("/api/v1/services/orders/freeze")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("where", equalTo(field));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "journal?before=x, before",
        "journal?before=-1, before",
        "journal?before=99999999999999999999, before",
        "journal?limit=x, limit",
        "journal?limit=501, limit",
        "journal?kind=A%20B, kind",
        "journal?since=2026, since",
        "services/orders/journal?limit=0, limit",
        "services?limit=2147483648, limit",
        "services?after=A%0AB, after",
        "services?active=A%20B, active",
        "services?phase=A%20B, phase",
        "services?alarm=A%20B, alarm",
        "services?verdict=up, verdict",
    })
    void aParameterOutOfItsBoundsIsRefusedWithWhereFoundAndAllowed(String path, String parameter) {
        viewer().urlEncodingEnabled(false)
                .get("/api/v1/" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("where", equalTo(parameter))
                .body("allowed", containsString(" "));
    }

    @Test
    void whatIsSaidOfALongValueIsShort() {
        String longValue = "9".repeat(3_000);
        for (String path :
                List.of("services/" + longValue, "services?after=" + longValue, "journal?since=" + longValue)) {
            viewer().get("/api/v1/" + path).then().body("detail.length()", lessThan(500));
        }
        viewer().accept("text/event-stream")
                .header("Last-Event-ID", longValue)
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("detail.length()", lessThan(500));
        operator()
                .body("{\"why\":\"a test\",\"" + longValue + "\":1}")
                .post("/api/v1/services/orders/release")
                .then()
                .statusCode(400)
                .body("detail.length()", lessThan(500));
    }
}

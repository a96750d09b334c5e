package io.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.cli.StubService.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("../contract/src/test/resources/golden");

    private final StubService service = StubService.start();
    private final String state = golden("state-v1.json");

    @AfterEach
    void stop() {
        service.close();
    }

    private static String golden(String name) {
        try {
            return Files.readString(GOLDEN.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            override orders us-west-2 -w x --for 30m | services/orders/override | {"why":"x","target":"us-west-2","force":false,"passFreeze":false,"for":"PT30M"}
            override orders us-west-2 -w x --force --pass-freeze --during queue | services/orders/override | {"why":"x","target":"us-west-2","force":true,"passFreeze":true,"during":"queue"}
            release orders -w x | services/orders/release | {"why":"x"}
            freeze orders -w x --hold-plans | services/orders/freeze | {"why":"x","holdPlans":true}
            freeze --all -w x --for 2h | freeze | {"why":"x","holdPlans":false,"for":"PT2H"}
            unfreeze orders -w x | services/orders/thaw | {"why":"x"}
            thaw --all -w x | thaw | {"why":"x"}
            approve orders -w x --retry | services/orders/approve | {"why":"x","retry":true}
            approve --all -w x --for 1h | approve | {"why":"x","retry":false,"for":"PT1H"}
            reject orders -w x | services/orders/reject | {"why":"x"}
            cancel orders -w x | services/orders/cancel | {"why":"x"}
            acknowledge orders -w x --reseeded | services/orders/acknowledge | {"why":"x","reseeded":true}
            acknowledge --all -w x | acknowledge | {"why":"x"}
            re-adopt orders -w x --epoch 5000 | services/orders/re-adopt | {"why":"x","epoch":5000}
            drill start orders -w x --name monthly --target us-west-2 --for 1h | services/orders/drill/start | {"why":"x","name":"monthly","target":"us-west-2","for":"PT1H"}
            drill stop orders -w x | services/orders/drill/stop | {"why":"x"}
            """)
    void everyOrderIsSentOnceWithAKeyOfItsOwn(String arguments, String path, String body) throws IOException {
        service.answers("POST /api/v1/" + path, Reply.of(200, state).with("Directive-Id", "d-1"));

        Run run = Run.of(service.environment(), arguments.strip().split(" "));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("in effect; order d-1");
        assertThat(service.asked()).hasSize(1);
        StubService.Asked asked = service.asked().getFirst();
        assertThat(JSON.readTree(asked.body())).isEqualTo(JSON.readTree(body));
        assertThat(asked.headers().get("idempotency-key")).hasSizeGreaterThan(30);
    }

    @Test
    void aStoredOrderThatIsNotInEffectHasItsOwnExitCode() {
        accepted();

        Run run = override();

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("stored, not in effect yet").contains("signalbox directive d-1");
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void waitFollowsTheOrderUntilItIsDone() {
        accepted();
        service.answers("GET /api/v1/directives/d-1", 200, "{\"id\":\"d-1\",\"state\":\"PENDING\"}")
                .answers("GET /api/v1/directives/d-1", StubService.problem(503, "starting", "Reads.", ""))
                .answers("GET /api/v1/directives/d-1", 200, status("DONE"));

        Run run = override("--wait");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("in effect").contains("us-east-1 is DOWN");
        assertThat(service.asked().stream().filter(one -> one.method().equals("POST")))
                .hasSize(1);
    }

    @Test
    void waitEndsWithTheRefusalOfTheOrder() {
        accepted();
        service.answers("GET /api/v1/directives/d-1", 200, status("REFUSED"));

        Run run = override("--wait", "-o", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("\"state\" : \"REFUSED\"");
    }

    @Test
    void waitEndsAfterItsTime() {
        accepted();
        service.answers("GET /api/v1/directives/d-1", 200, "{\"id\":\"d-1\",\"state\":\"PENDING\"}");

        assertThat(override("--wait", "--wait-time", "1s").code()).isEqualTo(3);
    }

    @Test
    void aProblemIsShownWithPlaceFoundAndAllowed() {
        service.answers(
                "POST /api/v1/services/orders/override",
                StubService.problem(
                        400,
                        "invalid-value",
                        "A value is not allowed",
                        ", \"detail\": \"target: expected a site\", \"where\": \"target\", \"found\": \"us\","
                                + " \"allowed\": \"a site's name\""));

        Run run = override();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("A value is not allowed (400)")
                .contains("where: target")
                .contains("found: us")
                .contains("allowed: a site's name");
    }

    @ParameterizedTest
    @CsvSource({"409,1", "412,1", "401,4", "403,4", "404,2", "422,2", "429,5", "503,5", "500,6", "502,6"})
    void eachKindOfErrorHasItsExitCode(int status, int code) {
        service.answers(
                "POST /api/v1/services/orders/override", StubService.problem(status, "a-problem", "A problem", ""));

        Run run = override();

        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err()).contains("A problem (" + status + ")");
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void anOrderWithoutAnAnswerIsNotSentAgainAndSaysHowToRepeatIt() {
        service.answers("POST /api/v1/services/orders/override", Reply.of(0, ""));

        Run run = override("--idempotency-key", "key-1");

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("not known").contains("--idempotency-key key-1");
        assertThat(service.asked()).hasSize(1);
        assertThat(service.asked().getFirst().headers()).containsEntry("idempotency-key", "key-1");
    }

    @Test
    void anOrderThatIsNotAnsweredInTimeEndsWithTheTime() {
        service.answers("POST /api/v1/services/orders/override", new Reply(200, Map.of(), "{", false));

        Run run = override("--timeout", "500ms");

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("no answer within 500ms");
    }

    @Test
    void whereNothingListensNothingWasOrdered() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Run run = Run.of(Map.of("SIGNALBOX_URL", "http://127.0.0.1:" + free), "release", "orders", "-w", "x");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("cannot be connected to").doesNotContain("not known");
    }

    @Test
    void anOrderNeedsAReasonAndAServiceOrAll() {
        assertThat(Run.of(service.environment(), "release", "orders").code()).isEqualTo(2);
        assertThat(Run.of(service.environment(), "freeze", "-w", "x").code()).isEqualTo(2);
        assertThat(Run.of(service.environment(), "freeze", "--all", "orders", "-w", "x")
                        .code())
                .isEqualTo(2);
        assertThat(service.asked()).isEmpty();
    }

    private Run override(String... more) {
        var arguments = new ArrayList<>(List.of("override", "orders", "us-west-2", "--why", "planned work"));
        arguments.addAll(List.of(more));
        return Run.of(service.environment(), arguments.toArray(String[]::new));
    }

    private void accepted() {
        service.answers(
                "POST /api/v1/services/orders/override",
                Reply.of(202, state).with("Directive-Id", "d-1").with("Location", "/api/v1/directives/d-1"));
    }

    private String status(String of) {
        return "{\"id\":\"d-1\",\"state\":\"" + of + "\",\"entry\":" + golden("journal-v1.json") + "}";
    }
}

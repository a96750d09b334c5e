package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.notice;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.reason.Severity;
import io.signalbox.contract.step.Webhook;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.hooks.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private static final Fence CLAIM = moving(17, "p17");
    private static final String KEY = "us-west-2/orders/p17/0";

    private final World world = new World();

    @BeforeEach
    void claimed() {
        world.seed(records(EAST), record(CLAIM));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Command tell(String secretVariable) {
        return tell(world.outside.hooks.uri() + "/orders?token=t0psecret", secretVariable);
    }

    private static Command tell(String url, String secretVariable) {
        return act(CLAIM, new Webhook(url, secretVariable));
    }

    /** By a process that has just started, as each attempt here. */
    private StepOutcome attempt(Command command) {
        return world.steps().attempt(command);
    }

    private static void assertDone(StepOutcome outcome) {
        assertThat(outcome.result()).isEqualTo(new Done(List.of()));
    }

    private static void assertFailed(StepOutcome outcome, String cause, boolean retryable) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo(cause);
            assertThat(failed.retryable()).isEqualTo(retryable);
            assertThat(failed.detail()).doesNotContain("t0psecret");
        });
    }

    @Test
    void tellsWhatHappens() throws Exception {
        var begun = Instant.now();

        assertDone(attempt(notice("n5-0", CLAIM, hook(null), "drill begins: to us-west-2")));

        Delivery delivery = world.outside.hooks.deliveries().getFirst();
        assertThat(delivery.path()).isEqualTo("/orders");
        assertThat(delivery.header("content-type")).isEqualTo("application/json");
        assertThat(delivery.header("x-signalbox-signature")).isEmpty();
        JsonNode body = new ObjectMapper().readTree(delivery.body());
        assertThat(body.path("v").intValue()).isEqualTo(1);
        assertThat(body.path("service").textValue()).isEqualTo("orders");
        assertThat(body.path("cell").textValue()).isEqualTo("us-west-2");
        assertThat(body.path("plan").textValue()).isEqualTo("n5-0");
        assertThat(body.path("step").intValue()).isZero();
        assertThat(body.path("about").textValue()).isEqualTo("drill begins: to us-west-2");
        assertThat(body.path("active").textValue()).isEqualTo("us-east-1");
        assertThat(body.path("epoch").longValue()).isEqualTo(17);
        assertThat(Instant.parse(body.path("at").textValue())).isBetween(begun, Instant.now());
    }

    @Test
    void aSecretOfTheUrlIsUsedAndShownNowhere() {
        String url = world.outside.hooks.uri() + "/${" + Outside.TOKEN_VARIABLE + "}";
        Command command = tell(url, null);

        assertDone(attempt(command));
        assertFailed(attempt(tell(url.replace("//127", "//no such host 127"), null)), "invalid-url", false);

        String token = world.outside.kubernetes.token();
        assertThat(world.outside.hooks.deliveries().getFirst().path()).isEqualTo("/" + token);
        assertThat(new String(Codec.of(Command.class).write(command), StandardCharsets.UTF_8))
                .doesNotContain(token)
                .contains("${" + Outside.TOKEN_VARIABLE + "}");
    }

    @Test
    void aSecretOfTheUrlThatIsNotSetIsNamed() {
        StepOutcome outcome = attempt(tell(world.outside.hooks.uri() + "/${NO_SUCH_VARIABLE}", null));

        assertFailed(outcome, "secret-missing", false);
        assertThat(world.outside.hooks.deliveries()).isEmpty();
    }

    private Webhook hook(String secretVariable) {
        return new Webhook(world.outside.hooks.uri() + "/orders", secretVariable);
    }

    private JsonNode formatted(Webhook.Format format, NoticeEvent event, String note) throws Exception {
        var hook = new Webhook(world.outside.hooks.uri() + "/orders", Outside.SECRET_VARIABLE, format);
        assertDone(attempt(notice("n5-0", CLAIM, hook, note).about(event)));
        Delivery delivery = world.outside.hooks.deliveries().getLast();
        assertThat(delivery.header("content-type")).isEqualTo("application/json");
        return new ObjectMapper().readTree(delivery.body());
    }

    private static NoticeEvent health(Severity severity, boolean over) {
        return new NoticeEvent("health", "health/us-east-1", severity, over);
    }

    @Test
    void slackGetsATextInWhichNothingIsMarkup() throws Exception {
        JsonNode body =
                formatted(Webhook.Format.SLACK, health(Severity.ALARM, false), "orders: <!channel> is DOWN & out");

        assertThat(body.path("text").textValue())
                .isEqualTo("orders: &lt;!channel&gt; is DOWN &amp; out (cell us-west-2)");
        assertThat(body).hasSize(1);
    }

    @Test
    void pagerDutyOpensAndClosesOneIncidentPerSubject() throws Exception {
        JsonNode down = formatted(Webhook.Format.PAGERDUTY, health(Severity.ALARM, false), "x".repeat(2_000));
        JsonNode up = formatted(Webhook.Format.PAGERDUTY, health(Severity.INFO, true), "us-east-1 is UP");

        assertThat(down.path("event_action").textValue()).isEqualTo("trigger");
        assertThat(down.path("dedup_key").textValue()).isEqualTo("signalbox/orders/health/us-east-1");
        assertThat(down.path("payload").path("severity").textValue()).isEqualTo("critical");
        assertThat(down.path("payload").path("summary").textValue()).hasSize(1_024);
        assertThat(up.path("event_action").textValue()).isEqualTo("resolve");
        assertThat(up.path("dedup_key")).isEqualTo(down.path("dedup_key"));
    }

    @Test
    void pagerDutysKeyIsInTheBodyAndSignsNothing() throws Exception {
        JsonNode body = formatted(Webhook.Format.PAGERDUTY, health(Severity.ALARM, false), "down");

        assertThat(body.path("routing_key").textValue()).isEqualTo(Outside.SECRET);
        assertThat(world.outside.hooks.deliveries().getLast().header("x-signalbox-signature"))
                .isEmpty();
    }

    @Test
    void alertmanagerGetsOneAlertThatLastsUntilItsSubjectIsOver() throws Exception {
        JsonNode down = formatted(Webhook.Format.ALERTMANAGER, health(Severity.ALARM, false), "down")
                .get(0);
        JsonNode up = formatted(Webhook.Format.ALERTMANAGER, health(Severity.INFO, true), "up")
                .get(0);

        assertThat(up.path("labels")).isEqualTo(down.path("labels"));
        assertThat(down.path("labels").path("subject").textValue()).isEqualTo("health/us-east-1");
        assertThat(down.path("annotations").path("summary").textValue()).isEqualTo("down");
        assertThat(Instant.parse(down.path("endsAt").textValue()))
                .isAfter(Instant.now().plusSeconds(86_400));
        assertThat(Instant.parse(up.path("endsAt").textValue())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void aStepOfAPlanHasATextInEveryFormat() throws Exception {
        assertThat(formatted(Webhook.Format.SLACK, null, null).path("text").textValue())
                .startsWith("service orders, plan n5-0, step 0");
    }

    @Test
    void signsTheMomentAndTheBody() throws Exception {
        assertDone(attempt(tell(Outside.SECRET_VARIABLE)));

        Delivery delivery = world.outside.hooks.deliveries().getFirst();
        String timestamp = delivery.header("x-signalbox-timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Outside.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal((timestamp + "." + delivery.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(delivery.header("x-signalbox-signature"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(expected));
        assertThat(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
    }

    @Test
    void failsForGoodAndNamesTheVariableThatHasNoSecret() {
        var outcome = attempt(tell("NOT_SET"));

        assertFailed(outcome, "secret-missing", false);
        assertThat(((Failed) outcome.result()).detail()).contains("NOT_SET");
        assertThat(world.outside.hooks.deliveries()).isEmpty();
    }

    @Test
    void diesBeforeItIsHeardAndIsHeardOnceAfterTheRestart() {
        world.outside.hooks.fail(Fault.lostBefore(), 1);

        assertFailed(attempt(tell(null)), "connection", true);
        assertThat(world.outside.hooks.told()).isEmpty();
        assertDone(attempt(tell(null)));

        assertThat(world.outside.hooks.told()).containsExactly(KEY);
    }

    @Test
    void diesAfterItIsHeardAndRepeatsItselfUnderTheSameKey() {
        world.outside.hooks.fail(Fault.lostAfter(), 1);

        assertFailed(attempt(tell(null)), "connection", true);
        assertDone(attempt(tell(null)));
        assertDone(attempt(again(tell(null), null)));

        assertThat(world.outside.hooks.deliveries()).hasSize(3);
        assertThat(world.outside.hooks.told()).containsExactly(KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void failsForNowWhenTheReceiverIsBusyOrBroken(int status) {
        world.outside.hooks.fail(status, 1);

        assertFailed(attempt(tell(null)), "http-" + status, true);
        assertDone(attempt(tell(null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 410, 422})
    void failsForGoodWhenTheReceiverDoesNotWantItAndFollowsNobody(int status) {
        world.outside.hooks.fail(status, 1);

        assertFailed(attempt(tell(null)), "http-" + status, false);

        assertThat(world.outside.hooks.deliveries()).hasSize(1);
    }

    @Test
    void failsForNowWhenNobodyListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertFailed(attempt(tell("http://127.0.0.1:" + port + "/orders", null)), "connection", true);
    }

    @Test
    void failsForNowWhenTheReceiverSaysNothing() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFailed(attempt(tell("http://127.0.0.1:" + silent.getLocalPort() + "/orders", null)), "timeout", true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://169.254.170.2/v2/credentials",
                "http://2852039166/latest",
                "http://[fe80::1]/x",
                "http://[fd00:ec2::254]/latest",
                "http://[::ffff:169.254.169.254]/latest",
                "http://[64:ff9b::169.254.169.254]/latest",
                "http://[2002:a9fe:a9fe::1]/latest",
                "http://168.63.129.16/machine",
                "http://[fd20:ce::254]/computeMetadata/v1",
                "http://100.100.100.200/latest"
            })
    void doesNotGoWhereACloudHandsOutCredentials(String url) {
        assertFailed(attempt(tell(url, null)), "forbidden-address", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/t0psecret", "http:///t0psecret", "http://a b/t0psecret", "t0psecret"})
    void failsForGoodWhenTheUrlIsNone(String url) {
        assertFailed(attempt(tell(url, null)), "invalid-url", false);
    }

    @Test
    void saysNothingWhenItIsToBeUndone() {
        assertDone(attempt(undo(tell(null), Map.of("value", "2"))));

        assertThat(world.outside.hooks.deliveries()).isEmpty();
    }

    @Test
    void countsWhatBecameOfIt() {
        world.outside.hooks.fail(503, 1);

        attempt(tell(null));
        attempt(tell(null));

        assertThat(world.meters
                        .counter("signalbox.webhook.requests", "result", "http-503")
                        .count())
                .isEqualTo(1);
        assertThat(world.meters
                        .counter("signalbox.webhook.requests", "result", "ok")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatIsNoHttpLeavesNoConnection() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = new CompletableFuture<Integer>();
            Thread.ofVirtual().start(() -> ended.complete(answeredNonsense(listener)));

            var outcome = attempt(tell("http://127.0.0.1:" + listener.getLocalPort() + "/", null));

            assertFailed(outcome, "connection", true);
            assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    /** @return what is read when all of the request is; -1 for the end of the connection */
    private static int answeredNonsense(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int read = socket.getInputStream().read();
            while (read >= 0) {
                read = socket.getInputStream().read();
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

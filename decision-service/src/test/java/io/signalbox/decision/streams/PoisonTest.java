package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.watch.LoggedLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad record costs one record, and one bad state its service. */
class PoisonTest {

    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);

    private final StagesDriver stages = new StagesDriver();

    private final TestOutputTopic<String, byte[]> states = stages.output(Topics.STATES);
    private final TestOutputTopic<String, byte[]> entries = stages.output(Topics.JOURNAL);
    private ServiceStatus newest;

    @AfterEach
    void close() {
        stages.close();
    }

    private void steadyAtHome() throws Exception {
        stages.pass(Duration.ofSeconds(1));
        stages.sights(ORDERS, 2, EAST);
        stages.concludes(ORDERS, EAST, Verdict.UP);
        stages.concludes(ORDERS, WEST, Verdict.UP);
        stages.pass(Duration.ofSeconds(1));
        stages.sent();
    }

    private void failsOver() throws Exception {
        stages.concludes(ORDERS, EAST, Verdict.DOWN);
        stages.pass(Duration.ofSeconds(1));
        assertThat(stages.sent()).extracting(command -> command.next().active()).contains(WEST);
    }

    private ServiceStatus published() throws Exception {
        for (TestRecord<String, byte[]> record : states.readRecordsToList()) {
            newest = STATES.read(record.value());
        }
        return newest;
    }

    private List<JournalEntry> journal() {
        return entries.readRecordsToList().stream()
                .map(record -> {
                    try {
                        return JOURNAL.read(record.value());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private void orders(String id, Directive.Order order, Instant appended) {
        var directive = new Directive(Directive.VERSION, id, ORDERS, "ann", null, "because", stages.now(), null, order);
        stages.send(Topics.DIRECTIVES, ORDERS.value(), StagesDriver.DIRECTIVES.write(directive), appended);
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.OBSERVATIONS, Topics.DIRECTIVES, Topics.OUTCOMES})
    void aTombstoneIsKeptAside(String topic) throws Exception {
        steadyAtHome();
        stages.send(topic, ORDERS.value(), null);
        assertThat(stages.rejected()).singleElement().satisfies(kept -> {
            assertThat(kept.value()).isNull();
            assertThat(header(kept, "topic")).isEqualTo(topic);
            assertThat(header(kept, "cause")).endsWith("no value");
        });
        failsOver();
    }

    @Test
    void aFloodFillsTheTopicButNotTheLog() throws Exception {
        steadyAtHome();
        try (var log = LoggedLines.of(RejectedRecords.class)) {
            for (int i = 0; i < 1_000; i++) {
                stages.send(Topics.DIRECTIVES, ORDERS.value(), new byte[] {1});
            }
            assertThat(stages.rejected()).hasSize(1_000);
            assertThat(log.take()).hasSizeBetween(100, 110);
            stages.pass(Duration.ofSeconds(1));
            stages.send(Topics.DIRECTIVES, ORDERS.value(), new byte[] {1});
            assertThat(log.take())
                    .first(InstanceOfAssertFactories.STRING)
                    .startsWith("rejected records left out of the log, the topic has them all records=");
        }
        failsOver();
    }

    @Test
    void aVerdictThatIsTakenOutOfTheTopicChangesNothing() throws Exception {
        steadyAtHome();
        stages.send(Topics.VERDICTS, "orders/us-east-1", null);
        stages.pass(Duration.ofSeconds(1));
        assertThat(stages.rejected()).isEmpty();
        assertThat(stages.sent()).isEmpty();
        failsOver();
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.OBSERVATIONS, Topics.VERDICTS, Topics.DIRECTIVES, Topics.OUTCOMES})
    void aMegabyteOfGarbageIsKeptAsideCutShort(String topic) throws Exception {
        steadyAtHome();
        stages.send(topic, "k".repeat(100_000), new byte[1 << 20]);
        assertThat(stages.rejected()).singleElement().satisfies(kept -> {
            assertThat(kept.value()).hasSize(RejectedRecords.KEPT_OF_VALUE);
            assertThat(kept.key()).hasSizeLessThan(1_100);
            assertThat(header(kept, "size")).isEqualTo("1048576");
        });
        assertThat(stages.metrics.counter("signalbox_rejected", "topic", topic).count())
                .isEqualTo(1);
        failsOver();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "0", "{\"v\":1}", "{\"v\":1,\"type\":\"fence\",\"at\":1e99999999}"})
    void garbageIsKeptAside(String garbage) throws Exception {
        steadyAtHome();
        for (String topic : List.of(Topics.OBSERVATIONS, Topics.VERDICTS, Topics.DIRECTIVES, Topics.OUTCOMES)) {
            stages.send(topic, null, garbage.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(stages.rejected()).hasSize(4);
        failsOver();
    }

    @Test
    void aForgedDrillOfAThousandMillionYearsIsKeptAside() throws Exception {
        steadyAtHome();
        String forged =
                "{\"v\":1,\"id\":\"d1\",\"service\":\"orders\",\"who\":\"eve\",\"why\":\"x\",\"at\":\"2026-01-01T00:00:00Z\","
                        + "\"order\":{\"kind\":\"start-drill\",\"target\":\"us-west-2\",\"lasts\":\"PT10000000000000H\"}}";
        stages.send(Topics.DIRECTIVES, ORDERS.value(), forged.getBytes(StandardCharsets.UTF_8));
        assertThat(stages.rejected()).singleElement().satisfies(kept -> assertThat(header(kept, "cause"))
                .contains("for: expected a duration from PT1S to PT168H"));
        failsOver();
    }

    @Test
    void aFenceWhoseEpochCannotGrowIsKeptAside() throws Exception {
        steadyAtHome();
        String forged =
                "{\"type\":\"fence\",\"v\":1,\"service\":\"orders\",\"at\":\"2026-01-01T00:00:00Z\",\"sight\":\"PRESENT\","
                        + "\"fence\":{\"epoch\":9223372036854775807,\"active\":\"us-east-1\",\"phase\":\"SETTLED\",\"plan\":\"x\","
                        + "\"cell\":\"eu-west-1\"},\"detail\":\"answered\"}";
        stages.send(Topics.OUTCOMES, ORDERS.value(), forged.getBytes(StandardCharsets.UTF_8));
        assertThat(stages.rejected()).hasSize(1);
        failsOver();
    }

    /** The next fence would be beyond the last epoch, so that no move can be planned. */
    @Test
    void whatCannotBeDecidedOnIsKeptAsideAndTheTaskGoesOn() throws Exception {
        steadyAtHome();
        var stored =
                Codec.mapper().readTree(stages.store(DecisionProcessor.STORE).get(ORDERS.value()));
        ((ObjectNode) stored.path("fence")).put("epoch", Fence.LARGEST_EPOCH);
        stages.revive(Map.of(ORDERS.value(), Codec.mapper().writeValueAsBytes(stored)));
        stages.concludes(ORDERS, WEST, Verdict.UP);
        stages.concludes(ORDERS, EAST, Verdict.DOWN);
        assertThat(stages.rejected()).singleElement().satisfies(kept -> {
            assertThat(header(kept, "topic")).isEqualTo(Topics.VERDICTS);
            assertThat(header(kept, "cause")).contains("fence epoch 9007199254740993");
        });
        orders("f1", new Directive.Freeze(null), stages.now());
        stages.pass(Duration.ofSeconds(1));
        assertThat(published().freeze()).isNotNull();
        assertThat(stages.sent()).isEmpty();
    }

    @Test
    void aTimeThatNoRecordCanHaveEndsNoTask() throws Exception {
        steadyAtHome();
        orders("d1", new Directive.Freeze(null), Instant.EPOCH);
        assertThat(journal())
                .last()
                .satisfies(entry -> assertThat(entry.reason().code()).isEqualTo("too-old"));
        failsOver();
    }

    @Test
    void anUnreadableStateQuarantinesItsServiceAndIsLeftAsItIs() throws Exception {
        steadyAtHome();
        byte[] garbage = "{\"v\":1,\"phase\":{\"is\":\"unheard-of\"}}".getBytes(StandardCharsets.UTF_8);
        stages.revive(Map.of(ORDERS.value(), garbage));
        stages.pass(Duration.ofSeconds(1));
        assertThat(published().alarms()).first().satisfies(alarm -> {
            assertThat(alarm.code()).isEqualTo("quarantined");
            assertThat(alarm.text()).contains("cannot be read").contains("unheard-of");
        });
        stages.concludes(ORDERS, EAST, Verdict.DOWN);
        stages.concludes(ORDERS, WEST, Verdict.UP);
        stages.pass(Duration.ofMinutes(1));
        assertThat(stages.sent()).isEmpty();
        assertThat(stages.store(DecisionProcessor.STORE).get(ORDERS.value())).isEqualTo(garbage);

        orders("l1", new Directive.LiftQuarantine(null), stages.now());
        assertThat(journal())
                .last()
                .satisfies(entry -> assertThat(entry.reason().code()).isEqualTo("state-unreadable"));
        assertThat(stages.store(DecisionProcessor.STORE).get(ORDERS.value())).isEqualTo(garbage);

        orders("l2", new Directive.LiftQuarantine(true), stages.now());
        stages.pass(Duration.ofSeconds(1));
        assertThat(published().alarms()).extracting(alarm -> alarm.code()).doesNotContain("quarantined");
        assertThat(published().freeze().who()).isEqualTo("ann");
        assertThat(published().version()).isGreaterThan(1_000_000);
        assertThat(stages.sent()).extracting(Command::note).first().asString().contains("adoption");
    }

    @Test
    void anUnreadableFleetStateFreezesAllServicesUntilThawed() throws Exception {
        steadyAtHome();
        stages.revive(Map.of("*", "{\"v\":1}".getBytes(StandardCharsets.UTF_8)));
        stages.sights(ORDERS, 2, EAST);
        stages.concludes(ORDERS, WEST, Verdict.UP);
        stages.concludes(ORDERS, EAST, Verdict.DOWN);
        stages.pass(Duration.ofMinutes(1));
        assertThat(published().freeze().who()).isEqualTo("signalbox-itself");
        assertThat(stages.sent()).extracting(command -> command.next().active()).doesNotContain(WEST);
        var thaw = new Directive(
                Directive.VERSION, "t1", null, "ann", null, "looked", stages.now(), null, new Directive.Thaw());
        stages.vouches(ORDERS);
        stages.send(Topics.DIRECTIVES, "*", StagesDriver.DIRECTIVES.write(thaw));
        stages.pass(Duration.ofSeconds(1));
        assertThat(stages.sent()).extracting(command -> command.next().active()).contains(WEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "*"})
    void whatANewerVersionHasStoredIsRefusedBeforeAnythingIsDecided(String key) throws Exception {
        stages.pass(Duration.ofSeconds(1));
        byte[] newer = "{\"v\":9}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> stages.revive(Map.of(key, newer)))
                .hasCauseInstanceOf(NewerStateException.class)
                .hasStackTraceContaining("has version 9, and this version of decision-service knows 1 to");
        assertThat(stages.store(DecisionProcessor.STORE).get(key)).isEqualTo(newer);
    }

    @Test
    void anOrderIsNotCarriedOutAgainWhenTheTopicIsReadFromItsBeginning() throws Exception {
        steadyAtHome();
        Instant then = stages.now();
        orders("o1", new Directive.Override(WEST, null, false, false), then);
        stages.pass(Duration.ofMinutes(6));
        for (int order = 0; order < 70; order++) {
            orders("r" + order, new Directive.Release(), stages.now());
        }
        stages.pass(Duration.ofSeconds(1));
        stages.sent();
        journal();

        orders("o1", new Directive.Override(WEST, null, false, false), then);
        stages.pass(Duration.ofSeconds(1));

        assertThat(stages.rejected()).singleElement().satisfies(kept -> assertThat(header(kept, "cause"))
                .contains("was read before"));
        assertThat(journal()).extracting(JournalEntry::kind).doesNotContain("override");
    }

    @Test
    void anOrderThatLayUnreadForAnHourIsRefusedLoudly() throws Exception {
        steadyAtHome();
        Instant then = stages.now();
        stages.pass(Duration.ofMinutes(61));
        journal();
        orders("o1", new Directive.Override(WEST, null, false, false), then);
        assertThat(journal()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo("directive-refused");
            assertThat(entry.directive()).isEqualTo("o1");
            assertThat(entry.reason().code()).isEqualTo("too-old");
        });
    }

    @Test
    void anOrderThatLayUnreadDuringAnOutageIsCarriedOut() throws Exception {
        steadyAtHome();
        Instant then = stages.now();
        stages.pass(Duration.ofMinutes(20));
        stages.sent();
        orders("o1", new Directive.Override(WEST, null, true, false), then);
        stages.pass(Duration.ofSeconds(1));
        assertThat(stages.sent()).extracting(command -> command.next().active()).contains(WEST);
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

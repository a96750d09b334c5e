package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.SERVICE;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceWatchTest {

    private static final Fence ONE = fence(1, EAST, "p1");
    private static final Fence TWO = fence(2, WEST, "p2");

    private final Map<String, AuthoritativeServers.Reply> answers = new TreeMap<>();
    private final List<FenceSighting> published = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private boolean kafkaAway;
    private final FenceWatch watch = new FenceWatch(
            this::ask,
            (zone, _) -> {
                throw new ZoneUnavailableException(FailureCause.UNEXPECTED, "nobody is to ask for " + zone, false);
            },
            new DriftWatch(this::publish, RecordWriters.NOT_ASKED, () -> now, meters),
            this::publish,
            () -> now,
            meters,
            null);

    private List<AuthoritativeServers.Replies> ask(String zone, List<AuthoritativeServers.Question> questions) {
        var fence = new AuthoritativeServers.Question(Fence.recordName(HOSTNAME), RecordType.TXT);
        assertThat(questions).contains(fence);
        return answers.entrySet().stream()
                .map(server -> new AuthoritativeServers.Replies(server.getKey(), Map.of(fence, server.getValue())))
                .toList();
    }

    private void publish(Outcome outcome) {
        if (kafkaAway) {
            throw new IllegalStateException("Kafka is away, on purpose");
        }
        published.add((FenceSighting) outcome);
    }

    private static AuthoritativeServers.Reply says(Fence fence) {
        return new AuthoritativeServers.Answered(List.of(fence.text()));
    }

    private void all(AuthoritativeServers.Reply reply) {
        answers.put("ns-1", reply);
        answers.put("ns-2", reply);
    }

    private void look() {
        watch.look(service());
    }

    private double failures() {
        return meters.find("signalbox.fence.watch.failures").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void publishesAtTheStartAndThenOnlyWhatChanged() {
        all(says(ONE));
        look();
        look();
        all(says(TWO));
        look();
        look();

        assertThat(published).extracting(FenceSighting::fence).containsExactly(ONE, TWO);
        assertThat(published).extracting(FenceSighting::sight).containsOnly(Sight.PRESENT);
        assertThat(published).extracting(FenceSighting::service).containsOnly(SERVICE);
        assertThat(meters.get("signalbox.fence.epoch")
                        .tag("service", "orders")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void saysEveryClaimItsRenewalAndItsReturn() {
        var claimed = moving(2, "p2");
        var renewed = Fence.moving(3, EAST, "p2", CELL, LATER.plusSeconds(60));
        var returned = fence(4, EAST, "p2");
        for (Fence fence : List.of(ONE, claimed, renewed, returned)) {
            all(says(fence));
            look();
            look();
        }

        assertThat(published).extracting(FenceSighting::fence).containsExactly(ONE, claimed, renewed, returned);
        assertThat(published).extracting(FenceSighting::sight).containsOnly(Sight.PRESENT);
    }

    @Test
    void saysWhatIsHeldThoughOtherwiseNothingChanged() {
        var held = new Fence(1, EAST, Fence.Phase.SETTLED, "p1", CELL, null, "freeze");
        all(says(ONE));
        look();
        all(says(held));
        look();

        assertThat(published).extracting(FenceSighting::fence).containsExactly(ONE, held);
    }

    @Test
    void saysThatTheFenceIsGone() {
        all(says(ONE));
        look();
        all(new AuthoritativeServers.Answered(List.of()));
        look();

        assertThat(published).extracting(FenceSighting::sight).containsExactly(Sight.PRESENT, Sight.ABSENT);
    }

    @Test
    void saysAgainEveryMinuteThatTheFenceIsGoneAndThenThatItIsThere() {
        all(says(ONE));
        look();
        all(new AuthoritativeServers.Answered(List.of()));
        for (int second = 0; second < 180; second++) {
            look();
            now = now.plusSeconds(1);
        }
        assertThat(published)
                .extracting(FenceSighting::sight)
                .containsExactly(Sight.PRESENT, Sight.ABSENT, Sight.ABSENT, Sight.ABSENT);

        all(says(ONE));
        for (int second = 0; second < 180; second++) {
            look();
            now = now.plusSeconds(1);
        }
        assertThat(published.subList(4, published.size()))
                .extracting(FenceSighting::fence)
                .containsExactly(ONE, ONE, ONE);
    }

    @Test
    void saysAgainEveryMinuteWhatItCannotRead() {
        all(new AuthoritativeServers.Answered(List.of("v=9 from=the-future")));
        look();
        now = now.plusSeconds(60);
        look();
        look();

        assertThat(published).extracting(FenceSighting::sight).containsExactly(Sight.UNREADABLE, Sight.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=1 epoch=9223372036854775807 active=us-east-1 phase=settled plan=p cell=a",
                "v=1 epoch=9007199254740993 active=us-east-1 phase=settled plan=p cell=a",
                "\u0000\u00ff",
                ""
            })
    void anAbsurdTextIsUnreadableAndStopsNothing(String text) {
        all(new AuthoritativeServers.Answered(List.of(text)));
        look();
        all(new AuthoritativeServers.Answered(List.of(text + "x".repeat(60_000))));
        look();
        all(says(ONE));
        look();

        assertThat(published).extracting(FenceSighting::sight).startsWith(Sight.UNREADABLE);
        assertThat(published.getLast().fence()).isEqualTo(ONE);
        assertThat(published)
                .allSatisfy(sighting -> assertThat(sighting.detail()).hasSizeLessThan(2_100));
    }

    @Test
    void saysThatItCannotReadWhatStandsThere() {
        all(new AuthoritativeServers.Answered(List.of("v=9 from=the-future")));
        look();

        assertThat(published).extracting(FenceSighting::sight).containsExactly(Sight.UNREADABLE);
    }

    @Test
    void saysNothingWhileServersDisagree() {
        answers.put("ns-1", says(ONE));
        answers.put("ns-2", says(TWO));
        look();

        assertThat(published).isEmpty();
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void saysNothingWhenAServerIsSilentAndThatIsNotTheSameAsAbsent() {
        all(says(ONE));
        look();
        answers.put("ns-2", new AuthoritativeServers.NotAnswered("timed out"));
        look();

        assertThat(published).hasSize(1);
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void saysItLaterWhenKafkaIsAway() {
        all(says(ONE));
        kafkaAway = true;
        look();
        kafkaAway = false;
        look();

        assertThat(published).extracting(FenceSighting::fence).containsExactly(ONE);
    }

    @Test
    void forgetsServicesThatAreNoLongerThere() {
        all(says(ONE));
        look();

        watch.retain(List.of());

        assertThat(meters.find("signalbox.fence.epoch").gauge()).isNull();
    }
}

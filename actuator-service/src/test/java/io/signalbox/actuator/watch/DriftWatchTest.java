package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.SERVICE;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftWatchTest {

    private static final Fence SETTLED = fence(7, EAST, "p7");
    private static final String ELSEWHERE = "203.0.113.7";

    /** What each server answers for A records. */
    private final Map<String, Reply> answers = new TreeMap<>();

    private final Map<RecordType, Reply> others = new HashMap<>();
    private final List<Outcome> published = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Fence answered = SETTLED;
    private boolean kafkaAway;
    private int asked;
    private RecordWriters.WriterSearch writer = RecordWriters.WriterSearch.unknown("no rights");
    private final FenceWatch watch = new FenceWatch(
            this::ask,
            (zone, _) -> {
                throw new ZoneUnavailableException(FailureCause.UNEXPECTED, "nobody is to ask for " + zone, false);
            },
            new DriftWatch(
                    this::publish,
                    (_, _) -> {
                        asked++;
                        return writer;
                    },
                    () -> now,
                    meters),
            this::publish,
            () -> now,
            meters,
            null);

    DriftWatchTest() {
        others.put(RecordType.AAAA, new Answered(List.of()));
    }

    private List<Replies> ask(String zone, List<Question> questions) {
        assertThat(questions)
                .contains(
                        new Question(HOSTNAME, RecordType.A),
                        new Question(HOSTNAME, RecordType.AAAA),
                        new Question(Fence.recordName(HOSTNAME), RecordType.TXT));
        return answers.entrySet().stream()
                .map(server -> new Replies(
                        server.getKey(),
                        Map.of(
                                new Question(HOSTNAME, RecordType.A),
                                server.getValue(),
                                new Question(HOSTNAME, RecordType.AAAA),
                                others.get(RecordType.AAAA),
                                new Question(Fence.recordName(HOSTNAME), RecordType.TXT),
                                new Answered(List.of(answered.text())))))
                .toList();
    }

    private void publish(Outcome outcome) {
        if (kafkaAway) {
            throw new IllegalStateException("Kafka is away, on purpose");
        }
        published.add(outcome);
    }

    private void all(String... addresses) {
        answers.put("ns-1", new Answered(List.of(addresses)));
        answers.put("ns-2", new Answered(List.of(addresses)));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look(service());
        }
    }

    private List<DriftSighting> drifts() {
        return published.stream()
                .filter(DriftSighting.class::isInstance)
                .map(DriftSighting.class::cast)
                .toList();
    }

    private double gauge() {
        return meters.get("signalbox.dns.drift")
                .tag("service", "orders")
                .gauge()
                .value();
    }

    @Test
    void saysOnceAtTheStartThatAllIsAsItShouldBe() {
        all(EAST_ADDRESS);
        look(3);

        assertThat(published).hasSize(2);
        assertThat(published.getFirst()).isInstanceOf(FenceSighting.class);
        assertThat(drifts()).singleElement().satisfies(sighting -> {
            assertThat(sighting.drifted()).isFalse();
            assertThat(sighting.epoch()).isEqualTo(7);
            assertThat(sighting.writer()).isNull();
        });
        assertThat(gauge()).isZero();
        assertThat(asked).isZero();
    }

    @Test
    void saysOnTheSecondLookWhatIsExpectedAndFoundAndByWhomAndThenNothingMore() {
        writer = RecordWriters.WriterSearch.of("user deployer at 11:59");
        all(EAST_ADDRESS);
        look(1);
        all(ELSEWHERE);
        look(1);
        assertThat(drifts()).hasSize(1);
        look(5);

        assertThat(drifts()).hasSize(2);
        DriftSighting seen = drifts().getLast();
        assertThat(seen.service()).isEqualTo(SERVICE);
        assertThat(seen.drifted()).isTrue();
        assertThat(seen.expected()).isEqualTo("A " + EAST_ADDRESS);
        assertThat(seen.found()).isEqualTo("A " + ELSEWHERE);
        assertThat(seen.places()).containsExactly("A " + ELSEWHERE);
        assertThat(seen.writer()).isEqualTo("user deployer at 11:59");
        assertThat(gauge()).isOne();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void saysThatItIsGone() {
        all(ELSEWHERE);
        look(2);
        all(EAST_ADDRESS);
        look(2);

        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(true, false);
        assertThat(gauge()).isZero();
    }

    @Test
    void oneDifferentLookIsNone() {
        for (int i = 0; i < 3; i++) {
            all(ELSEWHERE);
            look(1);
            all(EAST_ADDRESS);
            look(1);
        }

        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(false);
    }

    @Test
    void answersThatSpreadAreNone() {
        all(EAST_ADDRESS);
        answers.put("ns-1", new Answered(List.of(ELSEWHERE)));
        look(5);

        assertThat(drifts()).isEmpty();
    }

    @Test
    void aServerThatIsSilentDecidesNothing() {
        all(ELSEWHERE);
        answers.put("ns-2", new NotAnswered("timed out"));
        look(5);

        assertThat(drifts()).isEmpty();
    }

    @Test
    void anEmptyAnswerIsOne() {
        all();
        look(2);

        assertThat(drifts().getLast().found()).isEqualTo("A nothing");
    }

    @Test
    void anAddressOfAnotherTypeBesideIsOne() {
        all(EAST_ADDRESS);
        others.put(RecordType.AAAA, new Answered(List.of("2001:db8::7")));
        look(2);

        assertThat(drifts().getLast().found()).isEqualTo("A " + EAST_ADDRESS + "; AAAA 2001:db8::7");
    }

    @Test
    void theAddressOfASiteThatIsNotActiveIsOne() {
        all(WEST_ADDRESS);
        look(2);

        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(true);
    }

    @Test
    void judgesNothingWhileAPlanHasClaimedTheNameNorAtASiteThatIsNotKnown() {
        all(ELSEWHERE);
        for (Fence fence : List.of(Fence.moving(8, EAST, "p8", CELL, LATER), fence(9, new SiteName("mars"), "p9"))) {
            answered = fence;
            look(5);
        }

        assertThat(drifts()).isEmpty();
    }

    @Test
    void saysItAnewAfterEachDecision() {
        all(EAST_ADDRESS);
        look(1);
        answered = fence(8, WEST, "p8");
        all(WEST_ADDRESS);
        look(2);

        assertThat(drifts()).extracting(DriftSighting::epoch).containsExactly(7L, 8L);
    }

    @Test
    void saysItLaterWhenKafkaIsAway() {
        all(EAST_ADDRESS);
        look(1);
        all(ELSEWHERE);
        kafkaAway = true;
        look(3);
        kafkaAway = false;
        look(1);

        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(false, true);
    }

    @Test
    void asksAgainForAWriterWhoWasNotKnownSinceLogsAreBehind() {
        all(ELSEWHERE);
        look(3);
        assertThat(drifts()).singleElement().satisfies(seen -> assertThat(seen.writer())
                .isEqualTo("not known (no rights)"));
        assertThat(asked).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(6));
        look(3);
        assertThat(asked).isEqualTo(2);
        assertThat(drifts()).hasSize(1);

        writer = RecordWriters.WriterSearch.of("user deployer");
        now = now.plus(Duration.ofMinutes(10));
        look(3);
        assertThat(asked).isEqualTo(3);
        assertThat(drifts().getLast().writer()).isEqualTo("user deployer");

        now = now.plus(Duration.ofHours(10));
        look(3);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void forgetsServicesThatAreNoLongerThere() {
        all(EAST_ADDRESS);
        look(1);

        watch.retain(List.of());

        assertThat(meters.find("signalbox.dns.drift").gauge()).isNull();
    }

    @Test
    void aStandbyThatIsKeptWarmIsAnsweredAsWellAndNoOther() {
        answered = SETTLED.splitting(new Split(WEST, 10));
        all(WEST_ADDRESS);
        look(3);
        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(false);

        all(ELSEWHERE);
        look(3);
        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(false, true);
    }

    @Test
    void whichOfPrimaryAndSecondaryIsAnsweredIsForHealthChecksToSay() {
        Service weighted = service();
        Dns dns = weighted.dns();
        var failover = new Service(
                weighted.name(),
                weighted.hostname(),
                new Dns(dns.provider(), dns.zone(), dns.types(), dns.ttl(), Dns.Routing.FAILOVER, null),
                weighted.sites(),
                weighted.policy());
        all(WEST_ADDRESS);
        for (int i = 0; i < 3; i++) {
            watch.look(failover);
        }
        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(false);

        all(ELSEWHERE);
        for (int i = 0; i < 3; i++) {
            watch.look(failover);
        }
        assertThat(drifts()).extracting(DriftSighting::drifted).containsExactly(false, true);
    }
}

package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.SERVICE;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.contract.Fence;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.RecordType;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FenceWatchTest {

    private static final Fence ONE = fence(1, EAST, "p1");
    private static final Fence TWO = fence(2, WEST, "p2");

    private final Map<String, AuthoritativeServers.Reply> answers = new TreeMap<>();
    private final List<FenceSighting> published = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private boolean kafkaAway;
    private final FenceWatch watch = new FenceWatch(this::ask, this::publish, InstantSource.system(), meters);

    private List<AuthoritativeServers.Replies> ask(String zone, List<AuthoritativeServers.Question> questions) {
        assertThat(questions)
                .containsExactly(new AuthoritativeServers.Question(Fence.recordName(HOSTNAME), RecordType.TXT));
        return answers.entrySet().stream()
                .map(server -> new AuthoritativeServers.Replies(
                        server.getKey(), Map.of(questions.getFirst(), server.getValue())))
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
    void saysThatTheFenceIsGone() {
        all(says(ONE));
        look();
        all(new AuthoritativeServers.Answered(List.of()));
        look();

        assertThat(published).extracting(FenceSighting::sight).containsExactly(Sight.PRESENT, Sight.ABSENT);
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

    private static Service service() {
        return new Service(
                SERVICE,
                HOSTNAME,
                new Dns(Dns.Provider.ROUTE53, ZONE, Set.of(RecordType.A), Duration.ofSeconds(60), Dns.Routing.WEIGHTED),
                List.of(site(EAST, 1), site(WEST, 2)),
                new Policy(
                        new Policy.Quorum(null, false),
                        new Policy.Failback(Policy.Failback.Mode.MANUAL, Duration.ZERO),
                        Policy.WhenAllDown.STAY,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15)));
    }

    private static Site site(SiteName name, int priority) {
        return new Site(
                name,
                priority,
                new Address.Addresses(List.of("127.0.10." + priority), List.of()),
                "127.0.0.1",
                false,
                List.of());
    }
}

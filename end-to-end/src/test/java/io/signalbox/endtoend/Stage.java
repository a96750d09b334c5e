package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.Cell;
import io.signalbox.sandbox.World;
import io.signalbox.sandbox.WorldPlan;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.watch.NameWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;

/** A world, watched at its name server from its first moment, and the words in which the tests speak of it. */
final class Stage implements AutoCloseable {

    /** Far above what anything takes on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final World world;
    private final NameWatch names;

    private Stage(World world) {
        this.world = world;
        this.names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, _ -> {});
    }

    static Stage start(WorldPlan plan) {
        var stage = new Stage(World.create(plan));
        try {
            stage.world.startServices();
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    World world() {
        return world;
    }

    String home() {
        return world.preferred().name();
    }

    String away() {
        return world.second().name();
    }

    static ConditionFactory eventually() {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).ignoreExceptions();
    }

    /** The services follow another topology: the first one with more said of the service. */
    void follow(String more) {
        String text = world.topology().text();
        world.topology().replace(text.replace("    probes:\n", more.indent(4) + "    probes:\n"));
        awaitFollowed();
    }

    /** The services follow this topology. */
    void followText(String text) {
        world.topology().replace(text);
        awaitFollowed();
    }

    /** The same with more said of how its records are kept. */
    void followDns(String more) {
        String text = world.topology().text();
        world.topology().replace(text.replace("ttl: 60s", "ttl: 60s, " + more));
        awaitFollowed();
    }

    /** What the file says is in force; until then an older one may be. */
    private void awaitFollowed() {
        String digest = world.topology().read().digest();
        eventually().untilAsserted(() -> assertThat(status().topologyDigest()).isEqualTo(digest));
    }

    void order(String what, Map<String, ?> arguments) {
        world.api().direct(what, arguments);
    }

    /** Everything works, no order is in force, nothing waits for a person, and traffic goes where it belongs. */
    void settle() {
        world.topology().restore();
        awaitFollowed();
        world.sites().forEach(site -> site.become(SiteMode.UP));
        world.vantages().forEach(world::restore);
        world.route53().faults().clear();
        eventually().untilAsserted(() -> {
            if (status().override() != null) {
                world.api().direct("release", Map.of("why", "the next test begins"));
            }
            if (status().phase().equals("stuck")) {
                world.api().direct("acknowledge", Map.of("why", "the next test begins"));
            }
            assertThat(status().override()).isNull();
            assertThat(status().phase()).isNotEqualTo("stuck");
        });
        awaitSettledAt(home());
        eventually().untilAsserted(() -> {
            assertThat(verdicts()).containsOnly(Verdict.UP);
            assertThat(fence()).isEqualTo(status().fence());
        });
    }

    /** The move is over: the name server says so and the decision-service knows it. */
    void awaitSettledAt(String site) {
        eventually().untilAsserted(() -> {
            assertThat(answer()).containsExactly(world.site(site).address());
            assertThat(status().active()).isEqualTo(new SiteName(site));
            assertThat(status().phase()).isEqualTo("steady");
        });
    }

    void awaitAnswer(String site) {
        eventually().untilAsserted(() -> assertThat(answer())
                .containsExactly(world.site(site).address()));
    }

    ServiceStatus status() {
        return world.api().status();
    }

    /** The service as an operator of that cell sees it. */
    DecisionApi api(Cell cell) {
        return new DecisionApi(cell.decision().uri(), world.operator().token(), world.service());
    }

    /** What every cell's state says sooner or later. */
    void inEveryCell(Consumer<ServiceStatus> requirement) {
        world.cells().forEach(cell -> eventually()
                .untilAsserted(() -> requirement.accept(api(cell).status())));
    }

    /** Of the sites that are probed. */
    List<Verdict> verdicts() {
        return status().sites().stream()
                .filter(site -> !site.lastResort())
                .map(ServiceStatus.Site::verdict)
                .toList();
    }

    /** What the name server says now. */
    List<String> answer() {
        return names.changes().getLast().addresses();
    }

    /** How often its answer has changed since the world began. */
    int flips() {
        return names.changes().size() - 1;
    }

    /** As the name server tells it. */
    Fence fence() {
        return NameWatch.fence(world.nameServer().address(), world.hostname()).orElseThrow();
    }

    long acceptedChanges() {
        return world.route53().calls().stream().filter(Call::accepted).count();
    }

    /** The kinds of what was written down after that version of the service's state, newest first. */
    List<String> journalSince(long version) {
        return world.api().journal(100).stream()
                .filter(entry -> entry.version() > version)
                .map(JournalEntry::kind)
                .toList();
    }

    ServiceProcess decision() {
        return world.cell().decision();
    }

    ServiceProcess actuator() {
        return world.cell().actuator();
    }

    /** What must hold whatever happens: no question was left without an address. */
    void assertNeverWithoutAnAnswer() {
        assertThat(names.empty()).as("answers without an address").isZero();
        assertThat(world.route53().audit().violations()).isEmpty();
    }

    @Override
    public void close() {
        names.close();
        world.close();
    }
}

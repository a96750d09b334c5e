package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.CellProcesses;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;

/** A world whose DNS answer is watched from the start, and the operations that the tests share. */
final class Stage implements AutoCloseable {

    /** Much more than anything takes on a busy machine. */
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

    /** Adds keys to the service in the original topology and waits until decision-service uses it. */
    void follow(String more) {
        String text = world.topology().text();
        world.topology().replace(text.replace("    probes:\n", more.indent(4) + "    probes:\n"));
        awaitFollowed();
    }

    /** Replaces the topology and waits until decision-service uses it. */
    void followText(String text) {
        world.topology().replace(text);
        awaitFollowed();
    }

    /** Adds keys to the service's {@code dns} and waits until decision-service uses them. */
    void followDns(String more) {
        String text = world.topology().text();
        world.topology().replace(text.replace("ttl: 60s", "ttl: 60s, " + more));
        awaitFollowed();
    }

    /** Waits until decision-service uses the file's topology. */
    private void awaitFollowed() {
        String digest = world.topology().read().digest();
        eventually().untilAsserted(() -> assertThat(status().topologyDigest()).isEqualTo(digest));
    }

    void order(String what, Map<String, ?> arguments) {
        world.api().direct(what, arguments);
    }

    /**
     * Restores the initial state: everything works, no order is in force, no alarm needs a person, and traffic is at
     * the preferred site.
     */
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

    /** Waits until the move is over: the DNS answer and decision-service's state agree. */
    void awaitSettledAt(String site) {
        eventually().untilAsserted(() -> {
            assertThat(answer()).containsExactly(world.answer(world.site(site)));
            assertThat(status().active()).isEqualTo(new SiteName(site));
            assertThat(status().phase()).isEqualTo("steady");
        });
    }

    void awaitAnswer(String site) {
        eventually().untilAsserted(() -> assertThat(answer()).containsExactly(world.answer(world.site(site))));
    }

    ServiceStatus status() {
        return world.api().status();
    }

    /** The API of that cell's first decision-service, for an operator. */
    DecisionApi api(CellProcesses cell) {
        return new DecisionApi(cell.decision().uri(), world.operator().token(), world.service());
    }

    /** Waits until every cell's state meets the requirement. */
    void inEveryCell(Consumer<ServiceStatus> requirement) {
        world.cells().forEach(cell -> eventually()
                .untilAsserted(() -> requirement.accept(api(cell).status())));
    }

    /** The verdicts of the probed sites. */
    List<Verdict> verdicts() {
        return status().sites().stream()
                .filter(site -> !site.lastResort())
                .map(ServiceStatus.Site::verdict)
                .toList();
    }

    /** The present DNS answer. */
    List<String> answer() {
        return names.changes().getLast().addresses();
    }

    /** How often the DNS answer has changed since the start. */
    int flips() {
        return names.changes().size() - 1;
    }

    /** The fence as the name server answers it. */
    Fence fence() {
        return NameWatch.fence(world.nameServer().address(), world.hostname()).orElseThrow();
    }

    long acceptedChanges() {
        return world.route53().calls().stream().filter(Call::accepted).count();
    }

    /** The kinds of journal entries after that version of the service's state, newest first. */
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

    /** Must hold in every test: no DNS answer was without an address. */
    void assertNeverWithoutAnAnswer() {
        assertThat(names.empty()).as("answers without an address").isZero();
        assertThat(world.route53().audit().violations()).isEmpty();
    }

    /** Must hold in every test: each service may do what it does, by the policy and the ACLs that are written for the topology. */
    void assertNothingDenied() {
        assertThat(world.denials()).isEmpty();
        assertThat(world.policies().evaluated()).isPositive();
        assertThat(world.policies().refusals()).isEmpty();
    }

    @Override
    public void close() {
        names.close();
        world.close();
        assertThat(world.policies().refusals()).isEmpty();
    }
}

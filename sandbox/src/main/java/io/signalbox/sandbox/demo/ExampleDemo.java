package io.signalbox.sandbox.demo;

import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.cloud.Sns;
import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Demonstrates an example on this machine: its preferred site fails, then the first standby if there is another one;
 * both are repaired, a drill moves the traffic for a while, and the name is managed by hand again. A person who is
 * asked agrees.
 */
public final class ExampleDemo {

    private static final Duration LOOK = Duration.ofMillis(10);
    static final String DRILL = "PT3S";

    private final World world;
    private final Screen screen;
    private final NameWatch names;
    private final Traffic traffic;
    private final CellStates cells;
    private final Waits waits;
    private int told;
    private long served;

    private ExampleDemo(World world, Screen screen, NameWatch names, Traffic traffic) {
        this.world = world;
        this.screen = screen;
        this.names = names;
        this.traffic = traffic;
        this.cells = new CellStates(world);
        this.waits = new Waits(cells, screen);
    }

    /** @param detectionMillis from the first failed check to the verdict @param recoveryMillis from there to the
     *     proven move @param servedMillis from the failure until the client was served again @param lost orders that were
     *     acknowledged and are not at the site that took over */
    public record Result(
            long flippedMillis,
            long servedMillis,
            long detectionMillis,
            long recoveryMillis,
            long restoredMillis,
            long drilledMillis,
            long lost) {

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "RESULT demo-%s flipped_ms=%d served_ms=%d detection_s=%.1f failover_s=%.1f restored_ms=%d drill_ms=%d"
                            + " lost=%d destroyed=1",
                    name,
                    flippedMillis,
                    servedMillis,
                    detectionMillis / 1_000.0,
                    recoveryMillis / 1_000.0,
                    restoredMillis,
                    drilledMillis,
                    lost);
        }
    }

    /** @throws MissedMilestoneException when something does not happen in time */
    public static Result run(World world, Screen screen) throws MissedMilestoneException, InterruptedException {
        screen.title(world.hostname() + " on this machine: Kafka, AWS, a name server, "
                + world.sites().size() + " sites, three vantages");
        try (var names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, _ -> {})) {
            world.startServices();
            try (var traffic = Traffic.start(world, names)) {
                return new ExampleDemo(world, screen, names, traffic).run();
            }
        }
    }

    private Result run() throws MissedMilestoneException, InterruptedException {
        waits.until("the name is adopted and all sites are UP", cells::areSteady);
        SiteName home = new SiteName(world.preferred().name());
        waits.until("the client is served", () -> traffic.isServedBy(world.preferred()));
        if (CapacityRehearsal.run(world, screen, names, cells, waits)) {
            tellMessages();
        }
        long flipped = fail(world.preferred());
        long again = served;
        long lost = traffic.lost(active());
        screen.plain("  " + traffic.acknowledged() + " acknowledged to the client, " + lost + " of them lost");
        RecoveryTimes times = Objects.requireNonNull(cells.mover().recovery());
        if (cells.probed() > 2) {
            fail(active());
        }
        long restored = repair(home);
        long drilled = drill(home);
        destroy(home);
        return new Result(
                flipped,
                again,
                millis(times.firstFailure(), times.detected()),
                millis(times.firstFailure(), times.reached() == null ? times.converged() : times.reached()),
                restored,
                drilled,
                lost);
    }

    private DemoSite active() {
        return world.site(Objects.requireNonNull(cells.first().active()).value());
    }

    private static long millis(@Nullable Instant from, @Nullable Instant to) {
        return Duration.between(Objects.requireNonNull(from), Objects.requireNonNull(to))
                .toMillis();
    }

    private long fail(DemoSite site) throws MissedMilestoneException, InterruptedException {
        screen.title(site.name() + " fails");
        Instant died = Instant.now();
        site.become(SiteMode.REFUSE);
        waits.until("the name leads elsewhere", () -> !answers(site));
        long flipped = millis(died, names.changes().getLast().at());
        waits.until("the client is served elsewhere", () -> !answers(site) && traffic.isServedBy(answered()));
        served = millis(died, Instant.now());
        screen.moment(Duration.ofMillis(flipped), "answer changed", String.join(", ", lastAnswer()));
        screen.moment(Duration.ofMillis(served), "client served by", answered().name());
        waits.until(
                "the move is done", () -> cells.areAt(active -> !active.value().equals(site.name())));
        tell();
        return flipped;
    }

    private long repair(SiteName home) throws MissedMilestoneException, InterruptedException {
        DemoSite left = active();
        screen.title(home + " is repaired");
        Instant repaired = Instant.now();
        world.sites().forEach(site -> site.become(SiteMode.UP));
        waits.until(home + " is UP", () -> cells.verdict(home) == Verdict.UP);
        reseed();
        waits.until("the traffic is home", () -> answers(world.preferred()) && cells.areAt(home::equals));
        long restored = millis(repaired, names.changes().getLast().at());
        screen.moment(Duration.ofMillis(restored), "answer changed", String.join(", ", lastAnswer()));
        // No answer of DNS ends a connection that stands.
        left.disconnect();
        waits.until("the client is served at home", () -> traffic.isServedBy(world.preferred()));
        tell();
        return restored;
    }

    /** A person has seeded again the sites whose data is stale. */
    private void reseed() {
        var fence = cells.first().fence();
        var marks = fence == null ? null : fence.marks();
        for (Mark mark : marks == null ? List.<Mark>of() : marks.stale()) {
            screen.plain("  an operator says that " + mark.site() + " was seeded again");
            world.api()
                    .direct(
                            "reseeded",
                            Map.of(
                                    "why", "its database follows the new writer",
                                    "site", mark.site().value(),
                                    "epoch", mark.epoch()));
        }
    }

    private long drill(SiteName home) throws MissedMilestoneException, InterruptedException {
        screen.title("a drill");
        waits.until("nothing is going on", cells::areSteady);
        Instant begin = Instant.now();
        String target = world.second().name();
        world.api().direct("drill/start", Map.of("target", target, "for", DRILL, "why", "rehearsal"));
        waits.until("the drill has the traffic at " + target, () -> answers(world.second()));
        waits.until(
                "the drill is over",
                () -> answers(world.preferred())
                        && cells.areAt(home::equals)
                        && cells.first().drill() == null);
        ServiceStatus.DrillReport report = Objects.requireNonNull(cells.first().lastDrill());
        if (!report.result().equals("succeeded")) {
            throw new MissedMilestoneException("the drill ended as " + report.result() + ": "
                    + report.reason().text());
        }
        long drilled = millis(begin, Instant.now());
        screen.moment(Duration.ofMillis(drilled), "drill over", report.reason().text());
        return drilled;
    }

    private void destroy(SiteName home) throws MissedMilestoneException, InterruptedException {
        screen.title("the name is given back to hand");
        waits.until("nothing is going on", cells::areSteady);
        world.processes().forEach(ServiceProcess::stop);
        var ended = world.bootstrap(
                "destroy", world.topology().path("actuator-service").toString(), "--yes");
        if (ended.exitCode() != 0) {
            throw new MissedMilestoneException("destroy ended with " + ended.exitCode() + ": " + ended.output());
        }
        waits.until(
                "the fence is gone", () -> NameWatch.fence(world.nameServer().address(), world.hostname())
                        .isEmpty());
        if (!answers(world.preferred()) || names.empty() > 0) {
            throw new MissedMilestoneException("after destroy the name answers " + lastAnswer() + ", and "
                    + names.empty() + " answers were empty; expected " + home);
        }
        screen.plain("  no fence, the same answers");
    }

    /** The notices to people since the last call, and how the last move did. */
    private void tell() {
        tellMessages();
        List<ServiceStatus.Objective> objectives = cells.mover().objectives();
        if (objectives != null) {
            objectives.forEach(
                    objective -> screen.plain("  objective " + objective.name() + ": " + seconds(objective.actual())
                            + " of " + seconds(objective.limit()) + (objective.met() ? ", met" : ", missed")));
        }
    }

    private void tellMessages() {
        List<Sns.Message> messages = world.cloud().sns().messages();
        messages.stream()
                .skip(told)
                .forEach(message ->
                        screen.plain("  SNS " + message.topic().replaceFirst(".*:", "") + ": " + message.message()));
        told = messages.size();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    private List<String> lastAnswer() {
        return names.changes().getLast().addresses();
    }

    /** The site that the name leads to. */
    private DemoSite answered() {
        return world.sites().stream().filter(this::answers).findFirst().orElseThrow();
    }

    private boolean answers(DemoSite site) {
        return lastAnswer().equals(List.of(world.answer(site)));
    }
}

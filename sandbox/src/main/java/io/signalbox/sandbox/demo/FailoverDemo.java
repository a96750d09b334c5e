package io.signalbox.sandbox.demo;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.watch.TopicWatch;
import io.signalbox.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The demonstration: live records are adopted, a site fails, a stale command is refused, the site recovers. */
public final class FailoverDemo {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration MOVE = Duration.ofSeconds(30);

    private static final Set<Milestone> OPENING = EnumSet.of(Milestone.WORLD_UP, Milestone.ADOPTED, Milestone.STEADY);
    private static final Set<Milestone> FAILOVER = EnumSet.range(Milestone.KILLED, Milestone.DONE);
    private static final Set<Milestone> REFUSAL =
            EnumSet.of(Milestone.STALE_SENT, Milestone.STALE_REFUSED, Milestone.ANSWER);
    private static final Set<Milestone> FAILBACK = EnumSet.of(
            Milestone.REPAIRED,
            Milestone.RECOVERED,
            Milestone.DECIDED,
            Milestone.ACCEPTED,
            Milestone.ANSWER,
            Milestone.INSYNC,
            Milestone.REACHED,
            Milestone.DONE);

    private final World world;
    private final Screen screen;
    private final Instant begin;

    /** @param begin when the program started */
    public FailoverDemo(World world, Screen screen, Instant begin) {
        this.world = world;
        this.screen = screen;
        this.begin = begin;
    }

    /**
     * The measured times.
     *
     * @param flippedMillis from the site's failure to the changed DNS answer
     * @param restoredMillis from the site's repair to the restored DNS answer
     */
    public record Result(long flippedMillis, long restoredMillis) {}

    /** @throws MissedMilestoneException when a milestone is not reached in time */
    public Result run() throws MissedMilestoneException, InterruptedException {
        screen.title("A world on this machine: Kafka, Route 53, a name server, three sites, three vantages");
        var opening = new Timeline(screen, begin, OPENING);
        var reporter = new MilestoneReporter(world.preferred().name(), probed(), opening);
        try (var names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, reporter::answered);
                var kafka = open(opening, reporter)) {
            Fence first = settled(opening, names);
            var failover = failover(reporter, names);
            refuse(reporter, first, names);
            var failback = failback(reporter, names);
            requireCalm(names);
            MoveTimesTable.print(screen, List.of(failover, failback));
            count(names, kafka);
            return new Result(failover.total(), failback.total());
        }
    }

    private int probed() {
        return (int) world.topology().service().sites().stream()
                .filter(site -> !site.probes().isEmpty())
                .count();
    }

    private TopicWatch open(Timeline opening, MilestoneReporter reporter) {
        world.startServices();
        opening.record(Milestone.WORLD_UP, Instant.now(), "logs in " + world.directory());
        return TopicWatch.start(world.cell().broker().bootstrap(), reporter::seen);
    }

    private Fence settled(Timeline opening, NameWatch names) throws MissedMilestoneException, InterruptedException {
        opening.await(Milestone.ADOPTED, START);
        opening.await(Milestone.STEADY, SETTLE);
        requireAnswers(names, 1, world.preferred().address());
        return awaitFence();
    }

    /** Route 53 has accepted the fence; its name server may answer with it a little later. */
    private Fence awaitFence() throws MissedMilestoneException, InterruptedException {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (System.nanoTime() - end < 0) {
            var fence = NameWatch.fence(world.nameServer().address(), world.hostname());
            if (fence.isPresent()) {
                return fence.get();
            }
            Thread.sleep(LOOK);
        }
        throw new MissedMilestoneException("no fence was written beside the adopted records");
    }

    private MoveTimes failover(MilestoneReporter reporter, NameWatch names)
            throws MissedMilestoneException, InterruptedException {
        var site = world.preferred();
        screen.title(site.name() + " dies: connections to it are refused");
        var timeline = new Timeline(screen, Instant.now(), FAILOVER);
        reporter.switchTo(timeline);
        site.become(SiteMode.REFUSE);
        timeline.record(Milestone.KILLED, timeline.begin(), site.uri().toString());
        awaitMove(timeline);
        requireAnswers(names, 2, world.second().address());
        return new MoveTimes("failover", Milestone.KILLED, Milestone.QUORUM, timeline);
    }

    private MoveTimes failback(MilestoneReporter reporter, NameWatch names)
            throws MissedMilestoneException, InterruptedException {
        var site = world.preferred();
        screen.title(site.name() + " is repaired");
        var timeline = new Timeline(screen, Instant.now(), FAILBACK);
        reporter.switchTo(timeline);
        site.become(SiteMode.UP);
        timeline.record(Milestone.REPAIRED, timeline.begin(), site.uri().toString());
        awaitMove(timeline);
        requireAnswers(names, 3, site.address());
        return new MoveTimes("failback", Milestone.REPAIRED, Milestone.RECOVERED, timeline);
    }

    private static void awaitMove(Timeline timeline) throws MissedMilestoneException, InterruptedException {
        timeline.await(Milestone.DECIDED, MOVE);
        timeline.await(Milestone.ACCEPTED, MOVE);
        timeline.await(Milestone.ANSWER, MOVE);
        timeline.await(Milestone.INSYNC, MOVE);
        timeline.await(Milestone.REACHED, MOVE);
        timeline.await(Milestone.DONE, MOVE);
    }

    private void refuse(MilestoneReporter reporter, Fence expected, NameWatch names)
            throws MissedMilestoneException, InterruptedException {
        screen.title("A stale command is sent: it expects the fence of epoch " + expected.epoch());
        var timeline = new Timeline(screen, Instant.now(), REFUSAL);
        reporter.switchTo(timeline);
        reporter.expectRefusalOf(StaleCommand.plan());
        var wanted = new SiteName(world.preferred().name());
        StaleCommand.send(world, expected, wanted);
        timeline.record(Milestone.STALE_SENT, timeline.begin(), "point the name at " + wanted + " again");
        timeline.await(Milestone.STALE_REFUSED, MOVE);
        requireRefusalByProvider(timeline.begin());
        requireAnswers(names, 2, world.second().address());
    }

    /** Checks that Route 53 itself refused the batch, not the actuator. */
    private void requireRefusalByProvider(Instant since) throws MissedMilestoneException {
        boolean refused = world.route53().calls().stream()
                .anyMatch(call -> !call.at().isBefore(since) && call.result().equals("InvalidChangeBatch"));
        if (!refused) {
            throw new MissedMilestoneException("Route 53 did not receive the stale change");
        }
    }

    private static void requireAnswers(NameWatch names, int changes, String last) throws MissedMilestoneException {
        var seen = names.changes();
        if (seen.size() != changes || !seen.getLast().addresses().equals(List.of(last))) {
            throw new MissedMilestoneException("the name server should answer " + last + " after " + (changes - 1)
                    + " changes, but it answered " + seen);
        }
    }

    private void requireCalm(NameWatch names) throws MissedMilestoneException {
        if (names.empty() > 0 || names.lost() > 0) {
            throw new MissedMilestoneException(
                    names.empty() + " answers were empty and " + names.lost() + " were lost");
        }
        var violations = world.route53().audit().violations();
        if (!violations.isEmpty()) {
            throw new MissedMilestoneException(violations.getFirst());
        }
    }

    private void count(NameWatch names, TopicWatch kafka) {
        screen.plain("");
        screen.plain("  The name server answered " + names.queries() + " queries, none without an address. "
                + kafka.all(Observation.class).size() + " observations, "
                + world.route53().calls().size() + " calls of Route 53.");
    }
}

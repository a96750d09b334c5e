package io.signalbox.sandbox.demo;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.World;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.watch.TopicWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The story: live records are adopted, a site dies, a stale command is refused, the site comes back. */
public final class Show {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration MOVE = Duration.ofSeconds(30);

    private static final Set<Moment> OPENING = EnumSet.of(Moment.WORLD_UP, Moment.ADOPTED, Moment.STEADY);
    private static final Set<Moment> FAILOVER = EnumSet.range(Moment.KILLED, Moment.DONE);
    private static final Set<Moment> REFUSAL = EnumSet.of(Moment.STALE_SENT, Moment.STALE_REFUSED, Moment.ANSWER);
    private static final Set<Moment> FAILBACK = EnumSet.of(
            Moment.REPAIRED,
            Moment.RECOVERED,
            Moment.DECIDED,
            Moment.ACCEPTED,
            Moment.ANSWER,
            Moment.INSYNC,
            Moment.REACHED,
            Moment.DONE);

    private final World world;
    private final Screen screen;
    private final Instant begin;

    /** @param begin when the demonstration was called */
    public Show(World world, Screen screen, Instant begin) {
        this.world = world;
        this.screen = screen;
        this.begin = begin;
    }

    /**
     * What was measured.
     *
     * @param flippedMillis from the site's death to the new answer
     * @param restoredMillis from the site's repair to the old answer
     */
    public record Result(long flippedMillis, long restoredMillis) {}

    /** @throws MissingMomentException when something that must be shown did not happen */
    public Result run() throws MissingMomentException, InterruptedException {
        screen.title("A world on this machine: Kafka, Route 53, a name server, three sites, three vantages");
        var opening = new Timeline(screen, begin, OPENING);
        var reporter = new Reporter(world.preferred().name(), probed(), opening);
        try (var names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, reporter::answered);
                var kafka = open(opening, reporter)) {
            Fence first = settled(opening, names);
            var failover = failover(reporter, names);
            refuse(reporter, first, names);
            var failback = failback(reporter, names);
            requireCalm(names);
            Table.print(screen, List.of(failover, failback));
            count(names, kafka);
            return new Result(failover.total(), failback.total());
        }
    }

    private int probed() {
        return (int) world.topology().service().sites().stream()
                .filter(site -> !site.probes().isEmpty())
                .count();
    }

    private TopicWatch open(Timeline opening, Reporter reporter) {
        world.startServices();
        opening.tell(Moment.WORLD_UP, Instant.now(), "logs in " + world.directory());
        return TopicWatch.start(world.cell().broker().bootstrap(), reporter::seen);
    }

    private Fence settled(Timeline opening, NameWatch names) throws MissingMomentException, InterruptedException {
        opening.await(Moment.ADOPTED, START);
        opening.await(Moment.STEADY, SETTLE);
        requireAnswers(names, 1, world.preferred().address());
        return awaitFence();
    }

    /** Route 53 has taken it by now; its name server may take a moment more. */
    private Fence awaitFence() throws MissingMomentException, InterruptedException {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (System.nanoTime() - end < 0) {
            var fence = NameWatch.fence(world.nameServer().address(), world.hostname());
            if (fence.isPresent()) {
                return fence.get();
            }
            Thread.sleep(LOOK);
        }
        throw new MissingMomentException("there is no fence beside the adopted records");
    }

    private Chapter failover(Reporter reporter, NameWatch names) throws MissingMomentException, InterruptedException {
        var site = world.preferred();
        screen.title(site.name() + " dies: connections to it are refused");
        var timeline = new Timeline(screen, Instant.now(), FAILOVER);
        reporter.turnTo(timeline);
        site.become(SiteMode.REFUSE);
        timeline.tell(Moment.KILLED, timeline.begin(), site.uri().toString());
        awaitMove(timeline);
        requireAnswers(names, 2, world.second().address());
        return new Chapter("failover", Moment.KILLED, Moment.QUORUM, timeline);
    }

    private Chapter failback(Reporter reporter, NameWatch names) throws MissingMomentException, InterruptedException {
        var site = world.preferred();
        screen.title(site.name() + " is repaired");
        var timeline = new Timeline(screen, Instant.now(), FAILBACK);
        reporter.turnTo(timeline);
        site.become(SiteMode.UP);
        timeline.tell(Moment.REPAIRED, timeline.begin(), site.uri().toString());
        awaitMove(timeline);
        requireAnswers(names, 3, site.address());
        return new Chapter("failback", Moment.REPAIRED, Moment.RECOVERED, timeline);
    }

    private static void awaitMove(Timeline timeline) throws MissingMomentException, InterruptedException {
        timeline.await(Moment.DECIDED, MOVE);
        timeline.await(Moment.ACCEPTED, MOVE);
        timeline.await(Moment.ANSWER, MOVE);
        timeline.await(Moment.INSYNC, MOVE);
        timeline.await(Moment.REACHED, MOVE);
        timeline.await(Moment.DONE, MOVE);
    }

    private void refuse(Reporter reporter, Fence expected, NameWatch names)
            throws MissingMomentException, InterruptedException {
        screen.title("Somebody who slept through it sends a command of epoch " + expected.epoch());
        var timeline = new Timeline(screen, Instant.now(), REFUSAL);
        reporter.turnTo(timeline);
        reporter.expectRefusalOf(StaleCommand.plan());
        var wanted = new SiteName(world.preferred().name());
        StaleCommand.send(world, expected, wanted);
        timeline.tell(Moment.STALE_SENT, timeline.begin(), "point the name at " + wanted + " again");
        timeline.await(Moment.STALE_REFUSED, MOVE);
        requireRefusalByProvider(timeline.begin());
        requireAnswers(names, 2, world.second().address());
    }

    /** Not by the actuator's own judgement: Route 53 itself must have refused the batch. */
    private void requireRefusalByProvider(Instant since) throws MissingMomentException {
        boolean refused = world.route53().calls().stream()
                .anyMatch(call -> !call.at().isBefore(since) && call.result().equals("InvalidChangeBatch"));
        if (!refused) {
            throw new MissingMomentException("Route 53 was never asked for the stale change");
        }
    }

    private static void requireAnswers(NameWatch names, int changes, String last) throws MissingMomentException {
        var seen = names.changes();
        if (seen.size() != changes || !seen.getLast().addresses().equals(List.of(last))) {
            throw new MissingMomentException("the name server should answer " + last + " after " + (changes - 1)
                    + " changes, but it answered " + seen);
        }
    }

    private void requireCalm(NameWatch names) throws MissingMomentException {
        if (names.empty() > 0 || names.lost() > 0) {
            throw new MissingMomentException(names.empty() + " answers were empty and " + names.lost() + " were lost");
        }
        var violations = world.route53().audit().violations();
        if (!violations.isEmpty()) {
            throw new MissingMomentException(violations.getFirst());
        }
    }

    private void count(NameWatch names, TopicWatch kafka) {
        screen.plain("");
        screen.plain("  The name server was asked " + names.asked() + " times and never gave an empty answer. "
                + kafka.all(Observation.class).size() + " observations, "
                + world.route53().calls().size() + " calls of Route 53.");
    }
}

package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.ORDERS;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells a brain what happens and keeps what it does. Time is a value; the brain can be replaced by a restored one. */
public final class Story {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(3);

    /** What happens beside what is told: nothing, a restart after each event, or each answer twice. */
    enum Trouble {
        NONE,
        RESTARTS,
        ECHOES
    }

    public final List<Command> commands = new ArrayList<>();
    public final List<JournalEntry> journal = new ArrayList<>();
    private final Map<ServiceName, ServiceState> stored = new HashMap<>();
    private final Map<ServiceName, ServiceStatus> statuses = new HashMap<>();
    private final CellName cell;
    private final Trouble trouble;
    private Topology topology;
    private FleetState fleet = FleetState.NEW;
    private Brain brain;
    private ServiceName subject = ORDERS;
    private String name = "ann";
    private String person;
    private int directives;
    /** Null while every verdict is taken for confirmed. */
    private StoryWatermarks watermarks;

    public Instant now = Rehearsals.FIRST;

    public Story(Topology topology) {
        this(topology, Trouble.NONE);
    }

    public Story(Topology topology, Trouble trouble) {
        this(topology, CELL, trouble);
    }

    public Story(Topology topology, CellName cell, Trouble trouble) {
        this.topology = topology;
        this.cell = cell;
        this.trouble = trouble;
        this.brain = Brain.assumingConfirmed(topology, cell, fleet, List.of());
    }

    /** Adopted where it is preferred, with all sites UP. */
    public static Story steady(Topology topology) {
        return steady(topology, Trouble.NONE);
    }

    public static Story steady(Topology topology, Trouble trouble) {
        var story = new Story(topology, trouble).passes(Duration.ZERO);
        for (Command adoption : List.copyOf(story.commands)) {
            story.done(adoption);
        }
        for (Service service : topology.services()) {
            story.about(service.name());
            for (Site site : service.sites()) {
                if (!site.probes().isEmpty()) {
                    story.sees(site.name(), Verdict.UP);
                }
            }
        }
        return story.about(topology.services().getFirst().name());
    }

    /** From here on verdicts have to be confirmed, as live, and stage 1 says every second that all of them are. */
    Story vouching() {
        watermarks = new StoryWatermarks(topology);
        return restarts().passes(Duration.ofMillis(100));
    }

    /** From here on stage 1 vouches for all verdicts but those on these sites. */
    Story unconfirmed(SiteName... sites) {
        watermarks.vouch(List.of(sites));
        return this;
    }

    /** From here on nothing is heard of stage 1. */
    Story silent() {
        watermarks.fallSilent();
        return this;
    }

    /** From here on stage 1 reads so long after Kafka has stored. */
    Story lagging(Duration lag) {
        watermarks.lag(lag);
        return this;
    }

    /** From here on all is told of this service. */
    public Story about(ServiceName service) {
        subject = service;
        return this;
    }

    /** From here on it is this person who orders. */
    public Story by(String who) {
        return by(who, null);
    }

    /** The same of somebody whose name is not all that is known. */
    public Story by(String who, String whoThatIs) {
        name = who;
        person = whoThatIs;
        return this;
    }

    public Story passes(Duration time) {
        Instant end = now.plus(time);
        Duration step = time.compareTo(LONG) > 0 ? TICK.multipliedBy(10) : TICK;
        take(brain.tick(now));
        while (now.isBefore(end)) {
            now = now.plus(step);
            if (watermarks != null) {
                watermarks.due(now).ifPresent(watermark -> take(brain.on(watermark, now)));
            }
            take(brain.tick(now));
        }
        return this;
    }

    /** Time passes until the next command is sent. @return how long that took, to the tick */
    public Duration untilAsked() {
        Instant from = now;
        int sent = commands.size();
        while (commands.size() == sent) {
            if (now.isAfter(from.plus(LONG))) {
                throw new AssertionError("nothing was sent within " + LONG);
            }
            passes(TICK);
        }
        return Duration.between(from, now);
    }

    /** The process is gone; another goes on with what was stored. */
    public Story restarts() {
        brain = watermarks == null
                ? Brain.assumingConfirmed(topology, cell, fleet, stored.values())
                : new Brain(topology, cell, fleet, stored.values(), Map.of());
        take(brain.tick(now));
        return this;
    }

    /** What is stored is not what was; the process goes on with it. */
    public Story remembers(ServiceState state) {
        stored.put(state.service(), state);
        return restarts();
    }

    public Story follows(Topology newer) {
        topology = newer;
        brain.follow(newer);
        take(brain.tick(now));
        return this;
    }

    public Story sees(SiteName site, Verdict verdict) {
        return sees(site, verdict, List.of());
    }

    public Story sees(SiteName site, Verdict verdict, List<Vote> votes) {
        var reason = Reason.of("quorum", site + " is " + verdict);
        Instant failed = verdict == Verdict.DOWN ? now.minusSeconds(1) : null;
        return hear(new ServiceEvent.VerdictChanged(new SiteVerdict(
                SiteVerdict.VERSION,
                subject,
                site,
                verdict,
                now,
                failed,
                votes,
                2,
                reason,
                topology.digest(),
                null,
                null,
                null,
                null)));
    }

    /** A probe that does not decide says something else; the site's verdict is what it was. */
    public Story checks(SiteName site, ProbeName probe, Verdict verdict) {
        SiteVerdict known = state().verdicts().get(site);
        var checks = new HashMap<>(known.checks());
        checks.put(probe, verdict);
        return hear(new ServiceEvent.VerdictChanged(new SiteVerdict(
                SiteVerdict.VERSION,
                subject,
                site,
                known.verdict(),
                known.since(),
                known.firstFailure(),
                known.votes(),
                2,
                Reason.of("check", probe + " is " + verdict),
                topology.digest(),
                checks,
                null,
                null,
                null)));
    }

    public Story orders(Directive.Order order) {
        return orders("d" + ++directives, null, order);
    }

    public Story orders(String id, Long version, Directive.Order order) {
        return hear(new ServiceEvent.Directed(
                new Directive(Directive.VERSION, id, subject, name, person, "because", now, version, order)));
    }

    public Story ordersForAll(Directive.Order order) {
        return ordersForAll("d" + ++directives, order);
    }

    public Story ordersForAll(String id, Directive.Order order) {
        return ordersForAll(id, null, order);
    }

    public Story ordersForAll(String id, Long version, Directive.Order order) {
        return hear(new ServiceEvent.Directed(
                new Directive(Directive.VERSION, id, null, name, person, "because", now, version, order)));
    }

    /** The actuator says that the provider took the last command. */
    public Story accepted() {
        return answers(new StepOutcome.InProgress(Duration.ofMillis(200), "C1", true, "PENDING"), last().next());
    }

    /** The actuator says that the last command is done. */
    public Story done() {
        return done(last());
    }

    public Story done(Command command) {
        var records =
                switch (command.arguments()) {
                    case StepArguments.Switch change -> change.create();
                    case StepArguments.DnsAdopt adopt -> adopt.candidates().get(adopt.preferred());
                    case StepArguments.DnsReadopt readopt ->
                        readopt.candidates().getFirst().records();
                    case StepArguments.Claim _, Action _ -> List.<RecordSet>of();
                };
        return answers(command, new StepOutcome.Done(records), command.next());
    }

    public Story answers(StepOutcome.Result result, Fence seen) {
        return answers(last(), result, seen);
    }

    public Story answers(Command command, StepOutcome.Result result, Fence seen) {
        return answers(command, result, seen, Map.of());
    }

    /** @param previous what the step changes, as it was before */
    public Story answers(Command command, StepOutcome.Result result, Fence seen, Map<String, String> previous) {
        var outcome = new ServiceEvent.Reported(new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                now,
                result,
                seen,
                Map.of("accepted", now),
                previous));
        hear(outcome);
        return trouble == Trouble.ECHOES ? hear(outcome) : this;
    }

    public Story sights(Fence fence) {
        return sights(FenceSighting.Sight.PRESENT, fence);
    }

    public Story sights(FenceSighting.Sight sight, Fence fence) {
        return hear(new ServiceEvent.Reported(
                new FenceSighting(Outcome.VERSION, subject, now, sight, fence, "answered", null)));
    }

    public Story hear(ServiceEvent event) {
        take(brain.on(event, now));
        take(brain.tick(now));
        return trouble == Trouble.RESTARTS ? restarts() : this;
    }

    private void take(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StoreService(ServiceState state) -> stored.put(state.service(), state);
                case Effect.StoreFleet(FleetState newer) -> fleet = newer;
                case Effect.Send(Command command) -> commands.add(command);
                case Effect.Journal(JournalEntry entry) -> journal.add(entry);
                case Effect.Publish(ServiceStatus status) -> statuses.put(status.service(), status);
                case Effect.Withdraw(ServiceName service) -> statuses.remove(service);
            }
        }
    }

    public Command last() {
        return commands.getLast();
    }

    public ServiceStatus status() {
        return statuses.get(subject);
    }

    public ServiceState state() {
        return stored.get(subject);
    }

    public FleetState fleet() {
        return fleet;
    }

    /** Where the switches that were sent lead, in order, without repeated attempts. */
    public List<SiteName> moves() {
        var plans = new ArrayList<String>();
        return commands.stream()
                .filter(command -> command.service().equals(subject))
                .filter(command -> command.arguments() instanceof StepArguments.Switch)
                .filter(command -> !plans.contains(command.plan()) && plans.add(command.plan()))
                .map(command -> command.next().active())
                .toList();
    }

    public List<String> kinds() {
        return journal.stream().map(JournalEntry::kind).toList();
    }

    public List<String> kindsOf(Set<String> wanted) {
        return kinds().stream().filter(wanted::contains).toList();
    }

    /** Why the last thing of this kind happened. */
    public Reason why(String kind) {
        return journal.stream()
                .filter(entry -> entry.kind().equals(kind))
                .reduce((_, later) -> later)
                .orElseThrow()
                .reason();
    }
}

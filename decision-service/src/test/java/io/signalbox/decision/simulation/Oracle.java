package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Judges by what is real: which site serves and since when, whose data is current, what the provider has taken, what was
 * ordered. Of the cells it knows what they tell the world (commands and journal), and nothing of what they believe.
 */
final class Oracle {

    /** By which clocks may differ. */
    private static final long SKEW = 4_000;

    /** What is asked for on the next tick. */
    private static final long MOMENTS = 500;

    private record Move(ServiceName service, CellName cell, String plan) {}

    private record Step(Move move, int number) {}

    private record Sent(Move move, int step, int attempt) {}

    private final Agenda agenda;
    private final Reality reality;
    private final Sight sight;
    private final Lineage lineage = new Lineage();
    private final OrderBook orders;
    private final Acknowledged acknowledged = new Acknowledged();
    private final FenceRules fences;
    private final AgreementRules agreement;
    private final DampingRule damping;
    private final LossRules losses;
    private final FailbackOracle failback;
    private final PutBackRule putBack;
    private final ScalingRule scaling;
    private final Judge judge;
    private final Tally tally;
    private final Map<Move, Reason> moves = new HashMap<>();
    private final Map<Sent, Long> sent = new HashMap<>();
    /** When the change of a step that the provider has taken was asked for: one that it loses may be asked for again. */
    private final Map<Step, Long> decided = new HashMap<>();
    /** That have asked for something that nothing can put back. */
    private final Set<Move> pastReturn = new HashSet<>();

    Oracle(
            Agenda agenda,
            Topology topology,
            Reality reality,
            List<Vantage> vantages,
            Judge judge,
            OrderBook orders,
            Capacity capacity,
            Tally tally) {
        this.losses = new LossRules(agenda, topology, lineage, judge, tally);
        this.failback = new FailbackOracle(agenda, topology, judge);
        this.scaling = new ScalingRule(agenda, topology, reality, judge);
        this.putBack = new PutBackRule(capacity, judge, tally);
        this.damping = new DampingRule(topology, judge);
        this.agenda = agenda;
        this.reality = reality;
        this.sight = new Sight(reality, vantages);
        this.orders = orders;
        this.fences = new FenceRules(agenda, judge, tally, orders::thawed, acknowledged::has);
        this.agreement = new AgreementRules(agenda, judge, tally);
        this.judge = judge;
        this.tally = tally;
    }

    Sight sight() {
        return sight;
    }

    Lineage lineage() {
        return lineage;
    }

    OrderBook orders() {
        return orders;
    }

    /** A cell has told the world what it decided. */
    void told(CellName cell, Collection<JournalEntry> written) {
        losses.told(cell, written);
        for (JournalEntry entry : written) {
            orders.told(cell, entry);
            ServiceName service = entry.service();
            String plan = entry.plan();
            if (service == null || plan == null) {
                continue;
            }
            putBack.told(cell, service, plan, entry);
            scaling.told(cell, service, plan, entry);
            if (entry.kind().equals("move-started")) {
                Reason why = Reason.of(entry.reason().code());
                moves.put(new Move(service, cell, plan), why);
                orders.begins(cell, service, why, entry);
                if (why == Reason.AWAY || why == Reason.HOME || why == Reason.DRILL) {
                    damping.begins(cell, service, entry);
                }
                if (entry.reason().code().equals("failback-due")) {
                    failback.begins(cell, service, entry);
                }
            }
        }
    }

    void sent(Command command) {
        Move move = move(command);
        sent.put(new Sent(move, command.step(), command.attempt()), agenda.now());
        scaling.sent(command);
        if (command.arguments() instanceof Action action && action.oneWay()) {
            pastReturn.add(move);
        }
    }

    private static Move move(Command command) {
        return new Move(command.service(), command.cell(), command.plan());
    }

    /** A step has promoted the database of a site. */
    void promoted(Service service, SiteName site, Command by) {
        judge.require(
                !lineage.isStale(service.name(), site) || orders.forced(service.name(), site),
                "no database is promoted whose data is stale",
                () -> site + " of " + service.name() + " by " + by.plan());
        if (lineage.promoted(service, site)) {
            tally.count("effect one-way");
        }
    }

    /** The provider has taken a change. @param by the command that asked for it */
    void taken(Service service, Provider.Zone before, Provider.Zone after, Command by) {
        judge.require(
                service.policy().mode() != Policy.Mode.ADVISE,
                "in mode advise nothing is written at the provider",
                () -> service.name() + " by " + by.cell() + " " + by.plan());
        if (by.arguments() instanceof StepArguments.DnsReadopt) {
            fences.readopted(service, after.fence());
            losses.readopted(service, before, after);
            return;
        }
        fences.taken(service, before.fence(), after.fence(), by.cell(), moves.get(move(by)));
        Fence former = before.fence();
        Fence next = after.fence();
        if (former != null) {
            agreement.taken(service, former, next, pastReturn.contains(move(by)));
            long asked = asked(by);
            if (!next.active().equals(former.active())) {
                decided.putIfAbsent(new Step(move(by), by.step()), asked);
                moved(service, former.active(), next.active(), by, asked);
            }
            if (next.split() != null && !next.split().equals(former.split())) {
                arrives(service, next.split().to(), by, asked);
            }
        }
        boolean came = former == null || !next.active().equals(former.active());
        if (came && !service.site(next.active()).map(Site::lastResort).orElse(true)) {
            lineage.serves(service, next.active());
        }
    }

    /** A signal is gone, which nothing was decided with. */
    void lowered(Service service, Provider.Zone before, Provider.Zone after) {
        fences.lowered(service, before, after);
    }

    /** The provider shows another fence than it has taken last, or none. */
    void lost(Service service, Provider.Zone now) {
        fences.lost(service, now.fence());
        agreement.lost(service.name());
        losses.lost(service.name(), now.fence());
    }

    /** A few times a second. @param works whether nothing keeps cells from seeing what the provider has lost */
    void look(Provider provider, boolean works) {
        losses.look(provider, works);
    }

    /** Records of another writer are gone. */
    void overwritten(Service service, Fence next, Command by) {
        judge.require(
                service.dns().onDrift() == Dns.OnDrift.OVERWRITE_WHEN_DOWN && moves.get(move(by)) == Reason.AWAY
                        || orders.forced(service.name(), next.active()),
                "records of another writer are replaced only where the policy or a person says so",
                () -> service.name() + " by " + by.cell() + " " + by.plan());
    }

    private long asked(Command by) {
        return sent.getOrDefault(new Sent(move(by), by.step(), by.attempt()), agenda.now());
    }

    private void moved(Service service, SiteName from, SiteName to, Command by, long asked) {
        Reason why = moves.get(move(by));
        tally.count("really moved " + why);
        orders.moved(service.name(), from, to, why);
        arrives(service, to, by, asked);
        Policy policy = service.policy();
        if (why == Reason.AWAY || why == Reason.IN_NEED && policy.whenAllDown() != Policy.WhenAllDown.STAY) {
            leaves(service, from, by, Objects.requireNonNull(decided.get(new Step(move(by), by.step()))));
        }
    }

    /** Traffic, or a part of it, is sent to a site. */
    private void arrives(Service service, SiteName to, Command by, long asked) {
        Reason why = moves.get(move(by));
        boolean ordered = why == Reason.ORDERED || orders.forced(service.name(), to);
        judge.require(
                !lineage.isStale(service.name(), to) || orders.forced(service.name(), to),
                "no traffic goes to stale data",
                () -> service.name() + " to " + to + " by " + by.cell() + " " + by.plan() + ", " + why);
        Site site = service.site(to).orElse(null);
        if (ordered || why == Reason.IN_NEED || site == null || site.probes().isEmpty()) {
            return;
        }
        String moved = reality.movedTo(service.name(), to);
        judge.require(
                moved == null
                        || asked < reality.movedAt(service.name(), to) + MOMENTS
                        || sight.looksAt(service.name(), to, moved)
                        || pastReturn.contains(move(by)),
                "no traffic goes to a place that nobody has looked at yet",
                () -> service.name() + " to " + to + " at " + moved + " by " + by.cell() + " " + by.plan());
        Long dead = reality.deadSince(service.name(), to);
        judge.require(
                dead == null
                        || dead > asked - Delays.detection(site)
                        || pastReturn.contains(move(by))
                        || sight.isWantedInNeed(service, to, asked),
                "no traffic goes to a site that was dead for longer than detection takes",
                () -> service.name() + " to " + to + " by " + by.cell() + " " + by.plan() + ", " + why
                        + ", asked for at " + asked + ", dead since " + dead);
    }

    /** Traffic leaves a site that is said to be DOWN. */
    private void leaves(Service service, SiteName from, Command by, long asked) {
        Site site = service.site(from).orElse(null);
        if (site == null || pastReturn.contains(move(by))) {
            return;
        }
        Long dead = reality.downSince(service.name(), from);
        judge.require(
                dead == null
                        || dead > asked
                        || sight.missed(from, dead)
                        || asked > dead + service.policy().minDownFor().toMillis() - SKEW,
                "no traffic leaves a site that has not been dead for as long as the policy says",
                () -> service.name() + " from " + from + " by " + by.cell() + " " + by.plan() + ", asked for at "
                        + asked + ", dead since " + dead);
        Long since = sight.seenToWorkSince(service, from);
        judge.require(
                since == null || since > asked - Delays.recovery(site),
                "no traffic leaves a site that really was up for every voter",
                () -> service.name() + " from " + from + " by " + by.cell() + " " + by.plan() + ", asked for at "
                        + asked + ", up for all since " + since);
    }

    /** An event has reached what decides in a cell, and is not lost with its process any more. */
    void heard(CellName cell, ServiceEvent event, Instant now) {
        if (event instanceof ServiceEvent.Directed(Directive directive, var _)) {
            orders.heard(cell, directive);
            acknowledged.heard(cell, directive);
        } else if (event instanceof ServiceEvent.Reported(Outcome outcome)) {
            losses.heard(outcome);
        } else if (event instanceof ServiceEvent.VerdictChanged(SiteVerdict verdict)) {
            damping.heard(cell, verdict, now);
            failback.heard(cell, verdict);
        }
    }

    /** A cell reads what a vantage has told it. */
    void read(CellName cell, Log.Entry<Observation> entry) {
        failback.reads(cell, entry.value(), entry.at());
    }

    void follows(CellName cell, Topology newer) {
        damping.follows(cell, newer);
    }

    /** A cell has lost its stores. */
    void forgets(CellName cell) {
        damping.forgets(cell);
        orders.storesMayBeLost();
    }

    /** Rules that go by the cells' clocks do not apply any more. */
    void clocksAreWrong() {
        orders.clocksAreWrong();
        fences.clocksAreWrong();
        agreement.clocksAreWrong();
        damping.clocksAreWrong();
        failback.clocksAreWrong();
    }
}

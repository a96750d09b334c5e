package io.signalbox.decision.simulation;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fence that the provider has lost is told of, or made good, within a bound, while the provider and a cell work; and what is
 * written in its place moves nothing and forgets nothing.
 */
final class LossRules {

    /** Until it has spread everywhere, has lasted for a minute, and was asked for in vain a few times. */
    private static final long BOUND = 180_000;

    private static final Set<String> SAYS =
            Set.of("fence-alarm", "provider-lost-change", "re-adopted", "fence-adopted");

    private final Agenda agenda;
    private final Topology topology;
    private final Lineage lineage;
    private final Judge judge;
    private final Tally tally;
    private final Map<ServiceName, Long> untold = new HashMap<>();
    /** The epoch that the provider showed when it last lost a fence. */
    private final Map<ServiceName, Long> shown = new HashMap<>();
    /** What any cell has heard that it stands, or stood, at the provider. */
    private final Map<ServiceName, Set<Written>> heard = new HashMap<>();
    /** By cell and service, a switch that was accepted and is not proven yet. */
    private final Map<String, JournalEntry> proving = new HashMap<>();

    private record Written(long epoch, String plan, SiteName active) {
        static Written of(Fence fence) {
            return new Written(fence.epoch(), fence.plan(), fence.active());
        }
    }

    LossRules(Agenda agenda, Topology topology, Lineage lineage, Judge judge, Tally tally) {
        this.agenda = agenda;
        this.topology = topology;
        this.lineage = lineage;
        this.judge = judge;
        this.tally = tally;
    }

    /** @param now what the provider shows instead; null for none */
    void lost(ServiceName service, @Nullable Fence now) {
        untold.putIfAbsent(service, agenda.now());
        shown.put(service, now == null ? 0 : now.epoch());
    }

    /** A cell hears what stands at the provider. */
    void heard(Outcome outcome) {
        Fence seen = outcome instanceof StepOutcome step
                ? step.fenceSeen()
                : outcome instanceof FenceSighting sighting ? sighting.fence() : null;
        if (seen != null) {
            heard.computeIfAbsent(outcome.service(), _ -> new HashSet<>()).add(Written.of(seen));
        }
    }

    /** What was taken and lost before anybody heard of it is missed by nobody. */
    private boolean isHeardOf(Service service, @Nullable Fence missed) {
        return missed != null && heard.getOrDefault(service.name(), Set.of()).contains(Written.of(missed));
    }

    void told(CellName cell, Collection<JournalEntry> written) {
        for (JournalEntry entry : written) {
            ServiceName service = entry.service();
            if (service != null) {
                isAskedForAgain(cell + " " + service, service, entry);
            }
            if (service != null && SAYS.contains(entry.kind()) && untold.remove(service) != null) {
                tally.count("a loss is told as " + entry.kind());
            }
        }
    }

    /** While a plan proves its switch, the fence from before that is no fault that waits for a person. */
    private void isAskedForAgain(String place, ServiceName service, JournalEntry entry) {
        switch (entry.kind()) {
            case "change-accepted" -> proving.put(place, entry);
            case "move-done", "move-unproven", "move-unfinished", "move-abandoned", "stuck", "fence-adopted" ->
                proving.remove(place);
            case "fence-alarm" -> {
                JournalEntry accepted = proving.get(place);
                judge.require(
                        accepted == null
                                || !entry.reason().code().equals("fence-rolled-back")
                                || shown.getOrDefault(service, 0L) != accepted.epoch() - 1,
                        "a change that the provider has lost is asked for again",
                        () -> Words.of(entry));
            }
            default -> proving.computeIfPresent(place, (_, accepted) -> isLater(entry, accepted) ? null : accepted);
        }
    }

    /** A step that comes after the switch has begun, so the switch is proven. */
    private static boolean isLater(JournalEntry entry, JournalEntry accepted) {
        return Objects.equals(entry.plan(), accepted.plan())
                && entry.step() != null
                && accepted.step() != null
                && entry.step() > accepted.step();
    }

    /** Another fence is written in place of what was found. */
    void readopted(Service service, Provider.Zone before, Provider.Zone after) {
        Fence next = after.fence();
        tally.count("re-adopted");
        judge.require(
                Set.copyOf(before.traffic()).equals(Set.copyOf(after.traffic())),
                "a re-adoption moves no traffic",
                () -> before.traffic() + " became " + after.traffic());
        judge.require(
                lineage.stale(service.name()).stream().allMatch(next::marksStale),
                "a re-adoption forgets no stale site",
                () -> lineage.stale(service.name()) + ", the fence says " + next.text());
        if (!service.site(next.active()).map(Site::lastResort).orElse(true)) {
            lineage.serves(service, next.active());
        }
    }

    /** A few times a second. @param works whether nothing keeps cells from seeing it */
    void look(Provider provider, boolean works) {
        for (Service service : topology.services()) {
            Long since = untold.get(service.name());
            if (since == null) {
                continue;
            }
            if (!provider.lost(service)) {
                untold.remove(service.name());
            } else if (!works || !isHeardOf(service, provider.missed(service))) {
                untold.put(service.name(), agenda.now());
            } else {
                judge.require(
                        agenda.now() - since < BOUND,
                        "a fence that the provider has lost is told of",
                        () -> service.name() + " has "
                                + provider.zone(service.name()).fence() + " since " + since);
            }
        }
    }
}

package io.signalbox.decision.core.fence;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.Reseed;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Marks sites whose data is stale after a one-way step; they get no traffic. The fence carries the marks to every cell;
 * this cell also remembers marks that the fence lacks, and writes them to it. Only an operator's order ends a mark. A
 * last resort has no data and is never marked.
 */
public final class StaleData {

    private StaleData() {}

    /** Applies the marks of a fence. */
    static void learn(TransitionBuilder draft, @Nullable Marks told) {
        Marks known = draft.memory().marks();
        if (told == null || told.equals(known)) {
            return;
        }
        Marks before = known == null ? Marks.NONE : known;
        Marks united = before.united(told);
        draft.memory(draft.memory().marks(united));
        for (Mark mark : united.all()) {
            if (!before.all().contains(mark)) {
                draft.journal(mark.isStale() ? JournalKind.SITE_STALE : JournalKind.SITE_SEEDED, words(mark))
                        .write();
            }
        }
    }

    private static Reason words(Mark mark) {
        return mark.isStale()
                ? Reason.of(
                                ReasonCode.STALE_DATA,
                                stale(mark) + ": it gets no traffic until somebody says that it was seeded again")
                        .with("mark", mark.toString())
                : Reason.of(ReasonCode.SEEDED, "the data of " + mark.site() + " is good again (mark " + mark + ")")
                        .with("mark", mark.toString());
    }

    private static String stale(Mark mark) {
        return mark.site() + " was cut off by a one-way step: its data is stale since epoch " + mark.epoch();
    }

    /**
     * Updates marks and alarms after every event. A service whose plans have one-way steps does not trust a fence
     * without marks, unless the preferred site has the traffic.
     */
    public static void keep(TransitionBuilder draft) {
        Fence fence = draft.fence();
        Service service = draft.situation.service();
        if (fence != null && draft.memory().marks() == null && service.plans().haveOneWaySteps()) {
            if (fence.marks() == null
                    && !fence.active().equals(service.preferred().name())) {
                cannotTell(draft, fence, others(service, fence.active()));
            } else {
                draft.memory(draft.memory().marks(fence.marks() == null ? Marks.NONE : fence.marks()));
            }
        }
        begun(draft);
        endOrders(draft);
        Marks known = draft.memory().marks();
        if (known != null && known.stale().isEmpty()) {
            draft.clear(List.of(ReasonCode.DATA_UNKNOWN));
        }
        watchActive(draft);
    }

    /** Adds the marks of a begun one-way step, if an earlier version began it and set none. */
    private static void begun(TransitionBuilder draft) {
        Fence fence = draft.fence();
        Marks marks = draft.memory().marks();
        if (fence == null || marks == null || !(draft.phase() instanceof Phase.Moving moving) || !moving.pastReturn()) {
            return;
        }
        Plan plan = moving.plan();
        for (SiteName site : StaleSites.by(plan, draft.situation.service())) {
            if (marks.of(site).isEmpty()) {
                learn(draft, Marks.NONE.stale(site, fence.epoch()));
            }
        }
    }

    private static void watchActive(TransitionBuilder draft) {
        Fence fence = draft.fence();
        Marks known = draft.memory().marks();
        if (fence == null || known == null || !known.isStale(fence.active()) || fence.claimedAt(draft.now)) {
            draft.clear(List.of(ReasonCode.ACTIVE_STALE));
            return;
        }
        Reason alarm = Reason.of(
                ReasonCode.ACTIVE_STALE,
                fence.active() + " has the traffic, and its data is stale ("
                        + known.of(fence.active()).orElseThrow() + ")");
        if (draft.raise(alarm)) {
            draft.journal(JournalKind.ACTIVE_STALE, alarm).write();
        }
    }

    /** When the claim that marked the active site ends, since a person must act then; null for none. */
    public static @Nullable Instant wakeAt(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence != null && fence.claimedAt(draft.now) && mark(draft.state(), fence.active()) != null
                ? fence.until()
                : null;
    }

    /** Another cell has moved the traffic. If its fence has no marks, it may have promoted the target. */
    public static void adopted(TransitionBuilder draft, @Nullable Fence before, Fence seen) {
        Service service = draft.situation.service();
        boolean silent = seen.marks() == null && service.plans().haveOneWaySteps();
        if (before != null && silent && !before.active().equals(seen.active())) {
            cannotTell(draft, seen, StaleSites.byAnyPlan(service, before.active(), seen.active()));
        }
    }

    private static void cannotTell(TransitionBuilder draft, Fence fence, List<SiteName> sites) {
        Marks marks = Marks.NONE;
        for (SiteName site : sites) {
            marks = marks.stale(site, fence.epoch());
        }
        Reason alarm = Reason.of(
                ReasonCode.DATA_UNKNOWN,
                "the traffic came to " + fence.active() + " by a fence that says nothing of stale data: " + text(marks)
                        + " gets none until somebody says that it was seeded again");
        if (draft.raise(alarm)) {
            draft.journal(JournalKind.DATA_UNKNOWN, alarm).write();
        }
        learn(draft, marks);
    }

    private static String text(Marks marks) {
        return marks.stale().stream().map(Mark::toString).collect(Collectors.joining(", "));
    }

    /** All sites with data except one. */
    public static List<SiteName> others(Service service, SiteName but) {
        return service.sites().stream()
                .filter(site -> !site.lastResort() && !site.name().equals(but))
                .map(Site::name)
                .toList();
    }

    /** Why the data of a site keeps it from getting traffic; null when it may. */
    public static @Nullable Reason objection(ServiceState state, Site site) {
        Mark mark = site.lastResort() ? null : mark(state, site.name());
        if (mark != null) {
            return Reason.of(
                            isPending(state, mark) ? ReasonCode.RESEED_PENDING : ReasonCode.STALE_DATA,
                            isPending(state, mark)
                                    ? stale(mark) + "; the mark ends once that is written to the fence"
                                    : stale(mark) + ", and it waits for the order reseeded that names it")
                    .with("mark", mark.toString());
        }
        SiteName target = promoting(state);
        return target == null
                        || site.lastResort()
                        || site.name().equals(target)
                        || site.name().equals(state.active())
                ? null
                : Reason.of(
                        ReasonCode.CLAIM_TARGET,
                        site.name() + " gets no traffic without a person: a plan that did not end may have promoted "
                                + target);
    }

    /** The mark of a site with stale data; null when its data is not known to be stale. */
    public static @Nullable Mark mark(ServiceState state, SiteName site) {
        Marks marks = state.memory().marks();
        return marks == null ? null : marks.of(site).filter(Mark::isStale).orElse(null);
    }

    private static boolean isPending(ServiceState state, Mark mark) {
        return state.memory().reseeds().stream()
                .anyMatch(order -> order.site().equals(mark.site()) && order.epoch() == mark.epoch());
    }

    /** The target of a fence that marks its own active site; null for none. */
    private static @Nullable SiteName promoting(ServiceState state) {
        Fence fence = state.fence();
        return fence == null || fence.target() == null || mark(state, fence.active()) == null ? null : fence.target();
    }

    /** Ends a reseed order once the fence says the same, or a later mark of the site is known. */
    private static void endOrders(TransitionBuilder draft) {
        Marks marks = draft.memory().marks();
        var open = new ArrayList<Reseed>();
        for (Reseed order : draft.memory().reseeds()) {
            Mark mark = marks == null ? null : marks.of(order.site()).orElse(null);
            if (mark == null || !order.isOver(mark)) {
                open.add(order);
            } else if (mark.isStale()) {
                String text = "a later one-way step has cut off " + order.site() + " again: the order about mark "
                        + order.site() + "@" + order.epoch() + " is over, and " + mark + " stays";
                draft.journal(JournalKind.RESEED_SUPERSEDED, Reason.of(ReasonCode.RESEED_SUPERSEDED, text))
                        .by(order.directive(), order.who())
                        .write();
            } else {
                draft.journal(JournalKind.RESEED_DONE, words(mark))
                        .by(order.directive(), order.who())
                        .write();
            }
        }
        if (open.size() < draft.memory().reseeds().size()) {
            draft.memory(draft.memory().reseeds(open));
        }
    }

    /** Text about the sites that get no traffic because of their data; null for none. */
    public static @Nullable Reason summary(ServiceState state, Service service) {
        List<Reason> reasons = service.sites().stream()
                .filter(site -> !site.lastResort() && mark(state, site.name()) != null)
                .map(site -> Objects.requireNonNull(objection(state, site)))
                .toList();
        return reasons.isEmpty()
                ? null
                : Reason.of(
                        reasons.stream().allMatch(reason -> reason.is(ReasonCode.RESEED_PENDING))
                                ? ReasonCode.RESEED_PENDING
                                : ReasonCode.STALE_DATA,
                        reasons.stream().map(Reason::text).collect(Collectors.joining("; ")));
    }
}

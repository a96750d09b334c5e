package io.signalbox.cli.direct;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.state.FenceHold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objections to a switch of a service past its cells. */
record SwitchObjections(Service service, Fence fence, Site target, SwitchRequest request, Instant now) {

    Optional<String> first() {
        return Stream.of(signal(), claim(), stale(), unmarked(), promoting(), promotion(), frozen())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The records stay as they are while a signal moves the traffic. */
    private Optional<String> signal() {
        return service.dns().signal() == null
                ? Optional.empty()
                : Optional.of("the traffic of " + service.name() + " is moved by the signal "
                        + service.dns().signal() + ", and not by records: this command does not change it");
    }

    private Optional<String> claim() {
        return fence.claimedAt(now)
                ? Optional.of("plan " + fence.plan() + " of cell " + fence.cell() + " has claimed the move until "
                        + fence.until() + ", and may act until " + Fence.CLOCK_BOUND.toSeconds()
                        + " s later. Cancel it there, or wait")
                : Optional.empty();
    }

    /** A last resort has no data. */
    private Optional<String> stale() {
        Marks marks = fence.marks();
        return target.lastResort() || marks == null
                ? Optional.empty()
                : marks.of(target.name())
                        .filter(Mark::isStale)
                        .map(mark -> "the data of " + target.name() + " is stale since epoch " + mark.epoch()
                                + ". Seed it again and order reseeded, or choose another site");
    }

    /** A writer that knew nothing of marks does not say that no data is stale. */
    private Optional<String> unmarked() {
        boolean home = fence.active().equals(service.preferred().name());
        return fence.marks() == null && !home && new SwitchMarks(service, fence).dependOnPromotion(target)
                ? Optional.of(
                        "the fence does not say which data is stale, and the traffic is not at the preferred site."
                                + " Order re-adopt in a cell, which marks it")
                : Optional.empty();
    }

    /** A plan whose claim has run out may have promoted its target. */
    private Optional<String> promoting() {
        SiteName promoted = fence.target();
        boolean doubtful = promoted != null && fence.marksStale(fence.active());
        return doubtful && !target.lastResort() && !target.name().equals(promoted)
                ? Optional.of("plan " + fence.plan() + " did not end, and may have promoted " + promoted
                        + ": expected this site, got " + target.name())
                : Optional.empty();
    }

    private Optional<String> promotion() {
        return request.promoted() == null && new SwitchMarks(service, fence).dependOnPromotion(target)
                ? Optional.of("the plans of " + service.name() + " promote a database, and this command does not."
                        + " Expected --promoted if you have promoted the one of " + target.name()
                        + " (all other sites are then marked as stale), or --not-promoted if the data needs none")
                : Optional.empty();
    }

    private Optional<String> frozen() {
        return request.passFreeze()
                ? Optional.empty()
                : freeze(fence, now)
                        .map(hold -> "a freeze is in force: hold=" + FenceHold.write(List.of(hold))
                                + ". Expected --pass-freeze to move the traffic nevertheless");
    }

    /** The freeze in force; an entry that cannot be read counts as one. */
    static Optional<FenceHold> freeze(Fence fence, Instant now) {
        return FenceHold.read(fence.hold()).stream()
                .filter(hold -> hold.freezes() && hold.inForce(now))
                .findFirst();
    }
}

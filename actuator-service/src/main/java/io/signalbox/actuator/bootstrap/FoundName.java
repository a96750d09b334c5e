package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.bootstrap.ResourceFinding.Kind;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceReading.Absent;
import io.signalbox.actuator.core.FenceReading.Present;
import io.signalbox.actuator.core.FenceReading.Unreadable;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service's name as it was found. The active site is never decided here: the fence names it, or the records do; only
 * if neither exists it is the preferred one.
 *
 * @param fence found under the fence's name
 * @param live found under the hostname
 * @param run identifies this run in the fences that it writes
 * @param first whether a person says that no service knows this name yet
 */
record FoundName(Service service, LiveRecords fence, LiveRecords live, String run, boolean first) {

    /** A command cannot ask the services what they know. */
    private static final String WARNING =
            "! a fence of epoch 1 is for a name that no service knows yet; where one knows it,"
                    + " order re-adopt there instead";

    /** Used as the cell: readers of the fence see that a command has written it. */
    private static final CellName WRITER = new CellName("bootstrap");

    ChangeIntent wanted() {
        return switch (fence.fence()) {
            case Absent _ -> live.traffic().isEmpty() && live.foreign().isEmpty() ? created() : adopted();
            case Present(Fence found) -> kept(found);
            case Unreadable _ -> unreadable();
        };
    }

    ChangeIntent withdrawn() {
        return switch (fence.fence()) {
            case Absent _ -> ChangeIntent.without(Kind.SAME, "has no fence");
            case Present(Fence found)
            when found.phase() == Fence.Phase.MOVING -> gone(found).refused(claimed(found));
            case Present(Fence found) -> gone(found);
            case Unreadable _ -> unreadable();
        };
    }

    private ChangeIntent created() {
        Site preferred = service.preferred();
        return warning(ChangeIntent.change(
                Kind.CREATE,
                "has no records: those of " + preferred.name() + " get all the traffic",
                List.of(),
                ChangeIntent.with(service.hostname(), first(preferred), Records.of(service, preferred.name())),
                comment("created")));
    }

    private ChangeIntent adopted() {
        var serving = RecordTarget.serving(live.traffic());
        List<Site> matching = live.foreign().isEmpty()
                ? candidates()
                        .filter(site -> RecordTarget.serving(Records.of(service, site.name()))
                                .equals(serving))
                        .toList()
                : List.of();
        if (matching.size() != 1) {
            return ChangeIntent.without(Kind.ERROR, conflict());
        }
        ChangeIntent adoption = adoption(matching.getFirst());
        return !first && isMadeHere(matching.getFirst())
                ? adoption.refused("goes to " + matching.getFirst().name()
                        + " with records in Signalbox's form, but the fence is missing: if a service already knows this"
                        + " name, order re-adopt there; otherwise apply with --first")
                : adoption;
    }

    /** Only Signalbox uses such identifiers and weights or roles: there was a fence. */
    private boolean isMadeHere(Site site) {
        return service.dns().routing() != Dns.Routing.SIMPLE
                && ChangeIntent.same(live.traffic(), Records.of(service, site.name()));
    }

    private ChangeIntent adoption(Site site) {
        ChangeIntent adoption = ChangeIntent.change(
                Kind.ADOPT,
                "goes to " + site.name() + " already: no answer changes",
                List.of(),
                ChangeIntent.with(service.hostname(), first(site), List.of()),
                comment("adopted"));
        return warning(new ChangeIntent(
                adoption.kind(),
                adoption.summary(),
                Stream.concat(
                                adoption.lines().stream(),
                                moved(first(site)).lines().stream()
                                        .filter(line -> !line.contains(Fence.recordName(service.hostname()))))
                        .toList(),
                adoption.change()));
    }

    private static ChangeIntent warning(ChangeIntent intent) {
        return new ChangeIntent(
                intent.kind(),
                intent.summary(),
                Stream.concat(intent.lines().stream(), Stream.of(WARNING)).toList(),
                intent.change());
    }

    private String conflict() {
        var found = new ArrayList<String>();
        live.traffic().forEach(record -> found.add(ChangeIntent.text(record)));
        live.foreign().forEach(foreign -> found.add(service.hostname() + " " + foreign));
        var expected = candidates()
                .map(site -> site.name() + " " + RecordTarget.serving(Records.of(service, site.name())))
                .sorted()
                .toList();
        return "has records that are no site's: found " + found + ", expected exactly one of " + expected;
    }

    /**
     * If a signal moves the traffic, the records are the same for all sites, and name the preferred site without a
     * signal.
     */
    private Stream<Site> candidates() {
        return service.dns().signal() == null ? service.sites().stream() : Stream.of(service.preferred());
    }

    /** The share of another site, if the topology can still express it. */
    private @Nullable Split split(Fence found) {
        Split split = found.split();
        return split != null && service.canSplit(split) ? split : null;
    }

    private ChangeIntent kept(Fence found) {
        if (service.site(found.active()).isEmpty()) {
            return ChangeIntent.without(
                    Kind.ERROR,
                    "is at " + found.active() + " by its fence, expected one of "
                            + service.sites().stream().map(Site::name).toList());
        }
        if (!live.foreign().isEmpty()) {
            return ChangeIntent.without(Kind.ERROR, conflict());
        }
        var wanted = Records.of(service, found.active(), split(found));
        if (ChangeIntent.same(live.traffic(), wanted)) {
            return ChangeIntent.without(Kind.SAME, state(found));
        }
        ChangeIntent change = moved(found);
        return found.phase() == Fence.Phase.MOVING ? change.refused(claimed(found)) : change;
    }

    /** The same site stays active, with the records that it should have. The epoch shows the change to everybody. */
    private ChangeIntent moved(Fence found) {
        List<RecordSet> wanted = Records.of(service, found.active(), split(found));
        boolean same = RecordTarget.serving(wanted).equals(RecordTarget.serving(live.traffic()));
        Fence next = Fence.settled(found.epoch() + 1, found.active(), run, WRITER)
                .after(found)
                .holding(found.hold())
                .splitting(split(found));
        return ChangeIntent.change(
                Kind.CHANGE,
                state(found) + (same ? ": its answers stay, other parts differ" : ": its answers change"),
                Stream.concat(fence.records().stream(), live.traffic().stream()).toList(),
                ChangeIntent.with(service.hostname(), next, wanted),
                comment("changed"));
    }

    private ChangeIntent gone(Fence found) {
        return ChangeIntent.change(
                Kind.GIVE_BACK,
                state(found) + ": its records stay as they are",
                fence.records(),
                List.of(),
                comment("given back"));
    }

    private ChangeIntent unreadable() {
        FenceReading reading = fence.fence();
        return ChangeIntent.without(
                Kind.ERROR,
                "has " + reading.describe() + " at " + Fence.recordName(service.hostname())
                        + ": a person has to look at it");
    }

    private Fence first(Site active) {
        return Fence.settled(1, active.name(), run, WRITER);
    }

    private static String state(Fence found) {
        return "is at " + found.active() + ", epoch " + found.epoch();
    }

    private static String claimed(Fence found) {
        return state(found) + ", and plan " + found.plan() + " of cell " + found.cell() + " has claimed the move until "
                + found.until() + ": nothing is changed meanwhile";
    }

    private String comment(String what) {
        return "signalbox " + service.name() + " " + what + " by " + run;
    }
}

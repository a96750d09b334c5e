package io.signalbox.actuator.step;

import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.Change;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceReading.Absent;
import io.signalbox.actuator.core.FenceReading.Present;
import io.signalbox.actuator.core.FenceReading.Unreadable;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Target;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the first fence beside records that were made by other hands, and leaves those as they are: adopting changes no
 * answer. Two that adopt at once cannot both create the fence.
 */
public final class DnsAdopt implements StepExecutor<StepArguments.DnsAdopt> {

    private final DnsProvider provider;
    private final Preconditions preconditions;
    private final InstantSource clock;

    public DnsAdopt(DnsProvider provider, Preconditions preconditions, InstantSource clock) {
        this.provider = provider;
        this.preconditions = preconditions;
        this.clock = clock;
    }

    @Override
    public Attempt converge(Command command, StepArguments.DnsAdopt wanted) {
        try {
            Zone zone = provider.zone(wanted.zone(), LIMIT);
            FenceReading found =
                    zone.records(Fence.recordName(wanted.hostname())).fence();
            return switch (found) {
                case Present(Fence fence) when isOwn(fence, command) -> recognised(zone, wanted, fence);
                case Present _, Unreadable _ -> occupied(found);
                case Absent _ -> adopt(zone, command, wanted);
            };
        } catch (ZoneUnavailableException e) {
            return Attempt.failed(e);
        }
    }

    private Attempt adopt(Zone zone, Command command, StepArguments.DnsAdopt wanted) throws ZoneUnavailableException {
        var objection = preconditions.objection(command);
        if (objection.isPresent()) {
            return Attempt.of(objection.get(), null);
        }
        LiveRecords live = zone.records(wanted.hostname());
        if (live.traffic().isEmpty() && live.foreign().isEmpty()) {
            List<RecordSet> preferred = wanted.candidates().getOrDefault(wanted.preferred(), List.of());
            return Target.serving(preferred).isEmpty()
                    ? Attempt.failed("no-serving-record", "no records for " + wanted.preferred(), false)
                    : write(zone, command, wanted, wanted.preferred(), live, preferred);
        }
        Optional<SiteName> site = live.foreign().isEmpty() ? siteOf(live, wanted) : Optional.empty();
        return site.isPresent() ? write(zone, command, wanted, site.get(), live, List.of()) : unknown(live, wanted);
    }

    /** The one site whose serving records lead to the same places as the live ones. */
    private static Optional<SiteName> siteOf(LiveRecords live, StepArguments.DnsAdopt wanted) {
        var serving = Target.serving(live.traffic());
        List<SiteName> matching = wanted.candidates().entrySet().stream()
                .filter(candidate -> Target.serving(candidate.getValue()).equals(serving))
                .map(Map.Entry::getKey)
                .toList();
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }

    private Attempt write(
            Zone zone,
            Command command,
            StepArguments.DnsAdopt wanted,
            SiteName active,
            LiveRecords live,
            List<RecordSet> missing)
            throws ZoneUnavailableException {
        Fence fence = fence(command.next(), active);
        var create = new ArrayList<RecordSet>();
        create.add(FenceRecord.of(wanted.hostname(), fence));
        create.addAll(missing);
        String comment = "signalbox " + command.service() + " adopted plan " + command.plan();
        return switch (zone.submit(new Change(List.of(), create, comment))) {
            case Submission.Accepted _ -> done(missing.isEmpty() ? live.traffic() : missing, fence);
            case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                Attempt.failed(cause, detail, retryable);
            case Submission.NotSent(String detail) -> Attempt.postponed(detail);
            case Submission.Mismatch(String detail) -> reread(zone, command, wanted, "changed-meanwhile", detail);
            case Submission.Unclear(String cause, String detail) -> reread(zone, command, wanted, cause, detail);
        };
    }

    private Attempt reread(Zone zone, Command command, StepArguments.DnsAdopt wanted, String cause, String detail)
            throws ZoneUnavailableException {
        FenceReading found = zone.records(Fence.recordName(wanted.hostname())).fence();
        return switch (found) {
            case Present(Fence fence) when isOwn(fence, command) -> recognised(zone, wanted, fence);
            case Present _, Unreadable _ -> occupied(found);
            case Absent _ -> Attempt.failed(cause, detail, true);
        };
    }

    private Attempt recognised(Zone zone, StepArguments.DnsAdopt wanted, Fence fence) throws ZoneUnavailableException {
        return done(zone.records(wanted.hostname()).traffic(), fence);
    }

    private Attempt done(List<RecordSet> records, Fence fence) {
        return Attempt.of(new Done(records), fence).at(Attempt.ACCEPTED, clock.instant());
    }

    /** The active site is found out only here, so everything but it tells our own fence. */
    private static boolean isOwn(Fence fence, Command command) {
        return fence.equals(fence(command.next(), fence.active()));
    }

    private static Fence fence(Fence next, SiteName active) {
        return next.at(active);
    }

    private static Attempt occupied(FenceReading found) {
        return Attempt.refused(Refusal.STALE_FENCE, "expected no fence, found " + found.describe(), found.fence());
    }

    private static Attempt unknown(LiveRecords live, StepArguments.DnsAdopt wanted) {
        var expected = new ArrayList<String>();
        wanted.candidates().forEach((site, records) -> expected.add(site + " " + Target.serving(records)));
        expected.sort(null);
        String found = live.foreign().isEmpty()
                ? Target.serving(live.traffic()).toString()
                : live.foreign().toString();
        return Attempt.refused(
                Refusal.UNKNOWN_RECORDS,
                wanted.hostname() + " goes to " + found + ", expected exactly one of " + expected,
                null);
    }
}

package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceReading.Absent;
import io.signalbox.actuator.core.FenceReading.Present;
import io.signalbox.actuator.core.FenceReading.Unreadable;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the first fence beside existing records, and leaves the records as they are: adoption changes no answer. If
 * two cells adopt at once, only one can create the fence.
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
    public AttemptResult converge(Command command, StepArguments.DnsAdopt wanted) {
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
            return AttemptResult.failed(e);
        }
    }

    private AttemptResult adopt(Zone zone, Command command, StepArguments.DnsAdopt wanted)
            throws ZoneUnavailableException {
        var objection = preconditions.objection(command);
        if (objection.isPresent()) {
            return AttemptResult.of(objection.get(), null);
        }
        LiveRecords live = zone.records(wanted.hostname());
        if (live.traffic().isEmpty() && live.foreign().isEmpty()) {
            List<RecordSet> preferred = wanted.candidates().getOrDefault(wanted.preferred(), List.of());
            return RecordTarget.serving(preferred).isEmpty()
                    ? AttemptResult.failed(
                            FailureCause.NO_SERVING_RECORD, "no records for " + wanted.preferred(), false)
                    : write(zone, command, wanted, wanted.preferred(), live, preferred);
        }
        Optional<SiteName> site = live.foreign().isEmpty() ? siteOf(live, wanted) : Optional.empty();
        return site.isPresent() ? write(zone, command, wanted, site.get(), live, List.of()) : unknown(live, wanted);
    }

    /** The one site whose serving records lead to the same places as the live ones. */
    private static Optional<SiteName> siteOf(LiveRecords live, StepArguments.DnsAdopt wanted) {
        var serving = RecordTarget.serving(live.traffic());
        List<SiteName> matching = wanted.candidates().entrySet().stream()
                .filter(candidate -> RecordTarget.serving(candidate.getValue()).equals(serving))
                .map(Map.Entry::getKey)
                .toList();
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }

    private AttemptResult write(
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
        return switch (zone.submit(new FencedChange(List.of(), create, List.of(), comment))) {
            case Submission.Accepted _ -> done(missing.isEmpty() ? live.traffic() : missing, fence);
            case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                AttemptResult.failed(cause, detail, retryable);
            case Submission.NotSent(String detail) -> AttemptResult.postponed(detail);
            case Submission.Mismatch(String detail) -> reread(zone, command, wanted, "changed-meanwhile", detail);
            case Submission.Unclear(String cause, String detail) -> reread(zone, command, wanted, cause, detail);
        };
    }

    private AttemptResult reread(Zone zone, Command command, StepArguments.DnsAdopt wanted, String cause, String detail)
            throws ZoneUnavailableException {
        FenceReading found = zone.records(Fence.recordName(wanted.hostname())).fence();
        return switch (found) {
            case Present(Fence fence) when isOwn(fence, command) -> recognised(zone, wanted, fence);
            case Present _, Unreadable _ -> occupied(found);
            case Absent _ -> AttemptResult.failed(cause, detail, true);
        };
    }

    private AttemptResult recognised(Zone zone, StepArguments.DnsAdopt wanted, Fence fence)
            throws ZoneUnavailableException {
        return done(zone.records(wanted.hostname()).traffic(), fence);
    }

    private AttemptResult done(List<RecordSet> records, Fence fence) {
        return AttemptResult.of(new Done(records), fence).at(AttemptResult.ACCEPTED, clock.instant());
    }

    /** The active site is found out only here, so everything else identifies the own fence. */
    private static boolean isOwn(Fence fence, Command command) {
        return fence.equals(fence(command.next(), fence.active()));
    }

    private static Fence fence(Fence next, SiteName active) {
        return next.at(active);
    }

    private static AttemptResult occupied(FenceReading found) {
        return AttemptResult.refused(
                Refusal.STALE_FENCE, "expected no fence, found " + found.describe(), found.fence());
    }

    private static AttemptResult unknown(LiveRecords live, StepArguments.DnsAdopt wanted) {
        var expected = new ArrayList<String>();
        wanted.candidates().forEach((site, records) -> expected.add(site + " " + RecordTarget.serving(records)));
        expected.sort(null);
        String found = live.foreign().isEmpty()
                ? RecordTarget.serving(live.traffic()).toString()
                : live.foreign().toString();
        return AttemptResult.refused(
                Refusal.UNKNOWN_RECORDS,
                wanted.hostname() + " goes to " + found + ", expected exactly one of " + expected,
                null);
    }
}

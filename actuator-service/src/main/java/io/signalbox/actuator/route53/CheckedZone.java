package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.topology.HealthCheckName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A zone whose records refer to health checks by the names that the topology gives them. @param end of {@link System#nanoTime} */
record CheckedZone(Zone zone, HealthCheckIds checks, long end) implements Zone {

    @Override
    public LiveRecords records(String name) throws ZoneUnavailableException {
        LiveRecords live = zone.records(name);
        return refers(live.records()) ? new LiveRecords(named(live.records(), checks.byId(end)), live.foreign()) : live;
    }

    @Override
    public Submission submit(FencedChange change) {
        if (!refers(change.delete()) && !refers(change.create())) {
            return zone.submit(change);
        }
        try {
            Map<String, String> ids = checks.byName(end);
            Optional<String> missing = Stream.concat(change.delete().stream(), change.create().stream())
                    .map(RecordSet::healthCheckId)
                    .filter(Objects::nonNull)
                    .filter(check -> !HealthCheckName.isId(check) && !ids.containsKey(check))
                    .findFirst();
            return missing.isPresent()
                    ? new Submission.NotTaken(
                            FailureCause.HEALTH_CHECK_MISSING,
                            "Route 53 has no health check " + missing.get() + ": apply makes it",
                            true)
                    : zone.submit(new FencedChange(
                            named(change.delete(), ids),
                            named(change.create(), ids),
                            change.foreign(),
                            change.comment()));
        } catch (ZoneUnavailableException e) {
            return new Submission.NotTaken(e.cause(), "health checks: " + e.getMessage(), e.retryable());
        }
    }

    @Override
    public Progress progress(String token) throws ZoneUnavailableException {
        return zone.progress(token);
    }

    private static boolean refers(List<RecordSet> records) {
        return records.stream().anyMatch(record -> record.healthCheckId() != null);
    }

    /** With the other identifier of each health check; those without one keep theirs. */
    private static List<RecordSet> named(List<RecordSet> records, Map<String, String> others) {
        return records.stream().map(record -> named(record, others)).toList();
    }

    private static RecordSet named(RecordSet record, Map<String, String> others) {
        String check = record.healthCheckId();
        String other = check == null ? null : others.get(check);
        return other == null ? record : record.checkedBy(other);
    }
}

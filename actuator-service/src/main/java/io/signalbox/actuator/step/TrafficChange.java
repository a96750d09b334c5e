package io.signalbox.actuator.step;

import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.contract.dns.RecordSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The traffic records of a change of the fence.
 *
 * @param remove as last known; empty when they are not known, then they are read
 * @param create empty when the traffic stays as it is
 * @param overwrite whether records that another writer has put in place of {@code remove} are deleted as well, as
 *     they are found
 * @param candidates what may be found where {@code remove} is not known; null for anything
 */
record TrafficChange(
        List<RecordSet> remove,
        List<RecordSet> create,
        boolean overwrite,
        @Nullable List<List<RecordSet>> candidates) {

    static final TrafficChange UNTOUCHED = new TrafficChange(List.of(), List.of(), false, null);

    boolean moves() {
        return !create.isEmpty();
    }

    /** Why the records found are another writer's; empty if they are not. */
    Optional<String> drift(LiveRecords live) {
        if (overwrite) {
            return Optional.empty();
        }
        if (!live.foreign().isEmpty()) {
            return Optional.of("records not made by Signalbox: " + live.foreign());
        }
        var shares = TrafficShares.of(live.traffic());
        return candidates == null || candidates.stream().map(TrafficShares::of).anyMatch(shares::equals)
                ? Optional.empty()
                : Optional.of("expected "
                        + candidates.stream()
                                .map(TrafficShares::of)
                                .map(TrafficShares::toString)
                                .collect(Collectors.joining(" or "))
                        + ", found " + shares);
    }
}

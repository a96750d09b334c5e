package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordSet;
import java.util.List;

/**
 * A compare-and-swap: it applies as a whole, and only if every record set of {@code delete} exists exactly as given and
 * none of {@code create} exists after that.
 *
 * @param foreign deleted as well, exactly as they were found
 * @param comment for the provider's own log
 */
public record FencedChange(
        List<RecordSet> delete, List<RecordSet> create, List<ForeignRecord> foreign, String comment) {

    public FencedChange {
        delete = List.copyOf(delete);
        create = List.copyOf(create);
        foreign = List.copyOf(foreign);
    }
}

package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordSet;
import java.util.List;

/**
 * A compare-and-swap: it happens as a whole, and only if every record set of {@code delete} is there exactly as given
 * and none of {@code create} is there once those are gone.
 *
 * @param foreign deleted as well, exactly as they were found
 * @param comment for whoever reads the provider's own log
 */
public record FencedChange(
        List<RecordSet> delete, List<RecordSet> create, List<ForeignRecord> foreign, String comment) {

    public FencedChange {
        delete = List.copyOf(delete);
        create = List.copyOf(create);
        foreign = List.copyOf(foreign);
    }

    /** One that leaves alone what is not known. */
    public FencedChange(List<RecordSet> delete, List<RecordSet> create, String comment) {
        this(delete, create, List.of(), comment);
    }
}

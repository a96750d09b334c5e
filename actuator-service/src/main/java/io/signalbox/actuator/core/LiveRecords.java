package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.List;
import java.util.Set;

/**
 * What is stored under one name.
 *
 * @param records of the types that Signalbox writes
 * @param foreign record sets of those types that Signalbox cannot express (another routing policy, a health check
 *     attached under one without failover); it cannot compare them, and deletes them only where it is told to overwrite
 */
public record LiveRecords(List<RecordSet> records, List<ForeignRecord> foreign) {

    private static final Set<RecordType> TRAFFIC = Set.of(RecordType.A, RecordType.AAAA, RecordType.CNAME);

    public LiveRecords {
        records = List.copyOf(records);
        foreign = List.copyOf(foreign);
    }

    /** Those that answer with a place to go to. */
    public List<RecordSet> traffic() {
        return records.stream()
                .filter(record -> TRAFFIC.contains(record.type()))
                .toList();
    }

    /** A fence's records exactly as they are stored, when the name is a fence's. */
    public List<RecordSet> texts() {
        return records.stream()
                .filter(record -> record.type() == RecordType.TXT)
                .toList();
    }

    /** What a name's TXT records say, when the name is a fence's. */
    public FenceReading fence() {
        return FenceReading.of(texts().stream()
                .flatMap(record -> record.values().stream())
                .map(TxtValue::text)
                .toList());
    }
}

package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.List;
import java.util.Set;

/**
 * The records stored under one name.
 *
 * @param records of the types that Signalbox writes
 * @param foreign record sets of those types that Signalbox cannot express (another routing policy, a health check
 *     without failover); it cannot compare them, and deletes them only when it is told to overwrite
 */
public record LiveRecords(List<RecordSet> records, List<ForeignRecord> foreign) {

    private static final Set<RecordType> TRAFFIC = Set.of(RecordType.A, RecordType.AAAA, RecordType.CNAME);

    public LiveRecords {
        records = List.copyOf(records);
        foreign = List.copyOf(foreign);
    }

    /** The records that are answered to clients. */
    public List<RecordSet> traffic() {
        return records.stream()
                .filter(record -> TRAFFIC.contains(record.type()))
                .toList();
    }

    /** The records of a fence exactly as they are stored, if the name is a fence's. */
    public List<RecordSet> texts() {
        return records.stream()
                .filter(record -> record.type() == RecordType.TXT)
                .toList();
    }

    /** The values of the TXT records, without quotes. */
    public List<String> plainTexts() {
        return texts().stream()
                .flatMap(record -> record.values().stream())
                .map(TxtValue::text)
                .toList();
    }

    /** The fence in the TXT records, if the name is a fence's. */
    public FenceReading fence() {
        return FenceReading.of(plainTexts());
    }
}

package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import java.util.List;

/**
 * The fence as a TXT record set, as Signalbox writes it. A foreign writer may have used another TTL or divided the text
 * into other strings: {@link FenceReading} reads the text alone.
 */
public final class FenceRecord {

    /** Short, so that readers behind a resolver do not see an old fence for long. */
    public static final long TTL_SECONDS = 5;

    private FenceRecord() {}

    public static RecordSet of(String hostname, Fence fence) {
        return under(Fence.recordName(hostname), fence);
    }

    /** @param name of the record itself */
    public static RecordSet under(String name, Fence fence) {
        return new RecordSet(
                name, RecordType.TXT, TTL_SECONDS, null, null, List.of(TxtValue.of(fence.text())), null, null, null);
    }
}

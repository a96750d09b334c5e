package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import java.util.List;

/**
 * The fence as a TXT record set, in the form in which Signalbox writes it. Another hand may have written the same text with
 * another TTL, or divided into other strings: {@link FenceReading} tells the text alone.
 */
public final class FenceRecord {

    /** Short, so that whoever follows the fence through a resolver is not misled for long. */
    public static final long TTL_SECONDS = 5;

    private FenceRecord() {}

    public static RecordSet of(String hostname, Fence fence) {
        return under(Fence.recordName(hostname), fence);
    }

    /** @param name of the record itself */
    public static RecordSet under(String name, Fence fence) {
        return new RecordSet(name, RecordType.TXT, TTL_SECONDS, null, null, List.of(TxtValue.of(fence.text())), null);
    }
}

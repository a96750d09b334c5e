package io.signalbox.actuator.core;

import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecordType;
import java.util.List;

/** The fence as a TXT record set, always in the same form: a DELETE that differs in one character matches nothing. */
public final class FenceRecord {

    /** Short, so that whoever follows the fence through a resolver is not misled for long. */
    public static final long TTL_SECONDS = 5;

    private FenceRecord() {}

    public static RecordSet of(String hostname, Fence fence) {
        return new RecordSet(
                Fence.recordName(hostname),
                RecordType.TXT,
                TTL_SECONDS,
                null,
                null,
                List.of('"' + fence.text().replace("\\", "\\\\") + '"'),
                null);
    }

    /** The text within a TXT value in zone-file notation; several strings are one text. */
    static String unquoted(String value) {
        String text = value.strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1).replaceAll("(?<!\\\\)\"\\s+\"", "");
        }
        return text.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}

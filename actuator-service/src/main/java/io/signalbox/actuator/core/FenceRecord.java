package io.signalbox.actuator.core;

import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecordType;
import java.util.List;

/** The fence as a TXT record set, always in the same form: a DELETE that differs in one character matches nothing. */
public final class FenceRecord {

    /** Short, so that whoever follows the fence through a resolver is not misled for long. */
    public static final long TTL_SECONDS = 5;

    private static final int LONGEST_STRING = 255;

    private FenceRecord() {}

    public static RecordSet of(String hostname, Fence fence) {
        return under(Fence.recordName(hostname), fence);
    }

    /** @param name of the record itself */
    public static RecordSet under(String name, Fence fence) {
        return new RecordSet(name, RecordType.TXT, TTL_SECONDS, null, null, List.of(quoted(fence.text())), null);
    }

    /** A string of a TXT record has 255 characters at most: what is longer is several strings, and one text all the same. */
    private static String quoted(String text) {
        var value = new StringBuilder();
        for (int from = 0; from < text.length(); from += LONGEST_STRING) {
            String part = text.substring(from, Math.min(text.length(), from + LONGEST_STRING));
            value.append(from == 0 ? "" : " ")
                    .append('"')
                    .append(part.replace("\\", "\\\\"))
                    .append('"');
        }
        return value.toString();
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

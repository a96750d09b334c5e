package io.signalbox.probe.websocket;

import io.signalbox.probe.wire.MalformedMessageException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of the response to an upgrade request. @param headers by lower-case name */
record UpgradeResponse(int status, Map<String, String> headers) {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (?<status>[1-5][0-9]{2})( .*)?");

    static UpgradeResponse read(String head) throws MalformedMessageException {
        String[] lines = head.split("\r\n", -1);
        Matcher first = STATUS_LINE.matcher(lines[0]);
        if (!first.matches()) {
            throw new MalformedMessageException("not an HTTP/1.1 answer");
        }
        var headers = new HashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new MalformedMessageException("a header without a name");
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new UpgradeResponse(Integer.parseInt(first.group("status")), headers);
    }

    boolean upgrades() {
        return "websocket".equalsIgnoreCase(headers.getOrDefault("upgrade", ""))
                && headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("upgrade");
    }

    boolean accepts(String expected) {
        return expected.equals(headers.get("sec-websocket-accept"));
    }
}

package io.signalbox.probe.once;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The hosts that on-demand URL checks may connect to. */
public final class UrlAllowList {

    /** For local users, who could connect there anyway. */
    public static final UrlAllowList ANYWHERE = new UrlAllowList(List.of(), true);

    private static final Pattern ENTRY = Pattern.compile(
            "(?:\\*\\.)?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?(?::\\d{1,5})?|\\[[0-9a-f:.]+](?::\\d{1,5})?");

    private record Entry(String host, int port) {}

    private final List<Entry> entries;
    private final boolean anywhere;

    private UrlAllowList(List<Entry> entries, boolean anywhere) {
        this.entries = List.copyOf(entries);
        this.anywhere = anywhere;
    }

    /**
     * Reads {@code host}, {@code host:port} and {@code *.example.com}, separated by commas.
     *
     * @throws IllegalArgumentException with what was found and what is allowed
     */
    public static UrlAllowList of(String list) {
        return new UrlAllowList(
                Arrays.stream(list.split(",", -1))
                        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.isEmpty())
                        .map(UrlAllowList::entry)
                        .toList(),
                false);
    }

    private static Entry entry(String text) {
        if (!ENTRY.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "expected host, host:port, [IPv6 address] or *.example.com with commas between, got \"" + text
                            + "\"");
        }
        int colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
        if (port > 65_535 || colon >= 0 && port == 0) {
            throw new IllegalArgumentException("expected a port from 1 to 65535, got \"" + text + "\"");
        }
        return new Entry(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /** @param host in lower case, an IPv6 address without brackets */
    boolean contains(String host, int port) {
        return anywhere
                || entries.stream()
                        .anyMatch(entry -> (entry.port() == 0 || entry.port() == port) && matches(entry, host));
    }

    /** A star does not match the parent domain itself. */
    private static boolean matches(Entry entry, String host) {
        return entry.host().startsWith("*.")
                ? host.length() > entry.host().length() - 1
                        && host.endsWith(entry.host().substring(1))
                : host.equals(entry.host());
    }

    boolean isEmpty() {
        return !anywhere && entries.isEmpty();
    }
}

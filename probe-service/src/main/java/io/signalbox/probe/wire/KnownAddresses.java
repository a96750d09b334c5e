package io.signalbox.probe.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check knows of the addresses of a name from its earlier probes: which one to begin with, and the last answer of the name
 * servers. Belongs to one check, and so to one event loop.
 */
public final class KnownAddresses {

    /** More are not looked at: name servers mostly tell others the next time. */
    private static final int MOST = 8;

    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

    private @Nullable InetAddress first;
    private List<InetSocketAddress> last = List.of();
    private long lastNanos;

    /**
     * Those to be tried, in this order: first the one that worked last, or the one that an earlier probe had no time for. All are of
     * the first one's family.
     *
     * @param answer at least one, as the name server told them
     */
    List<InetSocketAddress> ordered(List<InetSocketAddress> answer) {
        var kind = answer.getFirst().getAddress().getClass();
        List<InetSocketAddress> alike = answer.stream()
                .filter(one -> kind.isInstance(one.getAddress()))
                .distinct()
                .toList();
        int from = 0;
        for (int i = 0; i < alike.size(); i++) {
            if (alike.get(i).getAddress().equals(first)) {
                from = i;
            }
        }
        var ordered = new ArrayList<>(alike.subList(from, alike.size()));
        ordered.addAll(alike.subList(0, from));
        return ordered.subList(0, Math.min(ordered.size(), MOST));
    }

    /** The next probe begins with this one. */
    void beginWith(InetSocketAddress address) {
        first = address.getAddress();
    }

    void answered(List<InetSocketAddress> answer, long nowNanos) {
        last = answer;
        lastNanos = nowNanos;
    }

    /** The last answer; empty when there was none, or none for five minutes. */
    List<InetSocketAddress> last(long nowNanos) {
        return nowNanos - lastNanos <= LONGEST_NANOS ? last : List.of();
    }
}

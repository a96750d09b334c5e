package io.signalbox.probe.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The known addresses of a name for one check. Belongs to one check, and so to one event loop. */
public final class KnownAddresses {

    /** Further addresses are ignored: name servers usually rotate them. */
    private static final int MOST = 8;

    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

    private @Nullable InetAddress first;
    private List<InetSocketAddress> last = List.of();
    private long lastNanos;

    /**
     * The addresses to try, in order: the one that worked last first, or the one that the previous probe had no time
     * for. All are of the first one's IP family.
     *
     * @param answer at least one, as the name server sent them
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

    /** The next probe starts with this address. */
    void beginWith(InetSocketAddress address) {
        first = address.getAddress();
    }

    void answered(List<InetSocketAddress> answer, long nowNanos) {
        last = answer;
        lastNanos = nowNanos;
    }

    /** The last response; empty if there was none in the last five minutes. */
    List<InetSocketAddress> last(long nowNanos) {
        return nowNanos - lastNanos <= LONGEST_NANOS ? last : List.of();
    }
}

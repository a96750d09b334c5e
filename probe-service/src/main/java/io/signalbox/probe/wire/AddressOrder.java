package io.signalbox.probe.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order a check tries the addresses of a name: first the one that worked last, or the one that an earlier probe had no
 * time for. Belongs to one check, and so to one event loop.
 */
public final class AddressOrder {

    /** More are not looked at: name servers mostly tell others the next time. */
    private static final int MOST = 8;

    private @Nullable InetAddress first;

    /** Those of the first one's family. @param known at least one, as the name server told them */
    List<InetSocketAddress> of(List<InetSocketAddress> known) {
        var kind = known.getFirst().getAddress().getClass();
        List<InetSocketAddress> alike = known.stream()
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
}

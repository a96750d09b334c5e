package io.signalbox.actuator.dns;

import java.net.InetSocketAddress;
import java.util.List;

/** Finds the authoritative name servers of a zone. */
@FunctionalInterface
public interface NameServers {

    /** Empty when they are not known. */
    List<InetSocketAddress> of(String zone);

    /** The same servers for every zone. */
    static NameServers fixed(List<InetSocketAddress> servers) {
        var all = List.copyOf(servers);
        return _ -> all;
    }
}

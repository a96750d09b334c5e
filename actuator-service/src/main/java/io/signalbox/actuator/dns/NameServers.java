package io.signalbox.actuator.dns;

import java.net.InetSocketAddress;
import java.util.List;

/** Finds the servers that answer for a zone. */
@FunctionalInterface
public interface NameServers {

    /** No servers when they are not known. @param zone its name or its id */
    Found of(String zone);

    /**
     * @param resolvers whether these are resolvers, because the zone is private, and not its authoritative servers
     * @param trouble why there are none; empty if that is not known
     */
    record Found(List<InetSocketAddress> servers, boolean resolvers, String trouble) {

        public static final Found NONE = new Found(List.of(), false);

        public Found {
            servers = List.copyOf(servers);
        }

        public Found(List<InetSocketAddress> servers, boolean resolvers) {
            this(servers, resolvers, "");
        }

        /** The same, which explains why there are none. */
        Found orBecause(String trouble) {
            return servers.isEmpty() ? new Found(servers, resolvers, trouble) : this;
        }
    }

    /** The same authoritative servers for every zone. */
    static NameServers fixed(List<InetSocketAddress> servers) {
        var all = new Found(servers, false);
        return _ -> all;
    }
}

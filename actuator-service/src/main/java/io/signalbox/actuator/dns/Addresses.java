package io.signalbox.actuator.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** The addresses of name servers, and the resolvers of this machine. */
public interface Addresses {

    /**
     * Returns the addresses of all these servers; none if one server has no address, because then nothing can be
     * proven.
     */
    List<InetSocketAddress> of(List<String> nameServers);

    /** The resolvers to ask, in this order. */
    List<InetSocketAddress> resolvers();

    /** The same servers for every zone. @param resolvers none for those of the system */
    static Addresses fixed(List<InetSocketAddress> servers, List<InetSocketAddress> resolvers) {
        return new Configured(resolvers) {
            @Override
            public List<InetSocketAddress> of(List<String> nameServers) {
                return servers;
            }
        };
    }

    /** Looked up by the system. @param resolvers none for those of the system */
    static Addresses lookedUp(List<InetSocketAddress> resolvers) {
        return new Configured(resolvers);
    }

    /** The resolvers of the settings, or of the system. */
    class Configured implements Addresses {

        private static final Logger LOG = Logger.getLogger(Addresses.class);
        private static final int PORT = 53;

        private final List<InetSocketAddress> resolvers;

        private Configured(List<InetSocketAddress> resolvers) {
            this.resolvers = List.copyOf(resolvers);
        }

        @Override
        public List<InetSocketAddress> of(List<String> nameServers) {
            var found = new ArrayList<InetSocketAddress>();
            for (String server : nameServers) {
                try {
                    found.add(new InetSocketAddress(InetAddress.getByName(server), PORT));
                } catch (UnknownHostException _) {
                    LOG.warnf("name server has no address server=%s", server);
                    return List.of();
                }
            }
            return found;
        }

        /** The system's file is read each time: it may change while the process runs. */
        @Override
        public List<InetSocketAddress> resolvers() {
            if (!resolvers.isEmpty()) {
                return resolvers;
            }
            var system = new ResolvConfResolverConfigProvider();
            system.initialize();
            return system.servers();
        }
    }
}

package io.signalbox.actuator.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** A zone's NS records, by the system's resolver. What was found once is used on when the resolver fails later. */
public final class DelegatedServers implements NameServers {

    private static final Logger LOG = Logger.getLogger(DelegatedServers.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int PORT = 53;

    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(List<InetSocketAddress> servers, Instant lookAgain) {}

    public DelegatedServers(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<InetSocketAddress> of(String zone) {
        Known last = known.get(zone);
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.lookAgain())) {
            return last.servers();
        }
        List<InetSocketAddress> found = lookUp(zone);
        boolean failed = found.isEmpty();
        if (failed) {
            LOG.warnf("name servers not found zone=%s", zone);
        }
        List<InetSocketAddress> use = failed && last != null ? last.servers() : found;
        known.put(zone, new Known(use, now.plus(failed ? RETRY : FRESH)));
        return use;
    }

    private static List<InetSocketAddress> lookUp(String zone) {
        var servers = new ArrayList<InetSocketAddress>();
        for (Name name : names(zone)) {
            try {
                servers.add(new InetSocketAddress(InetAddress.getByName(name.toString(true)), PORT));
            } catch (UnknownHostException e) {
                // A server that is not found is a server that does not answer: without it there is no proof.
                LOG.warnf("name server has no address zone=%s server=%s", zone, name);
                return List.of();
            }
        }
        return servers;
    }

    private static List<Name> names(String zone) {
        var system = new ResolvConfResolverConfigProvider();
        system.initialize();
        return names(zone, system.servers());
    }

    /** Asks the {@code resolvers} in order; returns the first answer. */
    static List<Name> names(String zone, List<InetSocketAddress> resolvers) {
        for (InetSocketAddress resolver : resolvers) {
            try {
                return ask(resolver, Name.fromString(zone, Name.root));
            } catch (IOException e) {
                LOG.warnf("resolver does not answer zone=%s server=%s reason=%s", zone, resolver, e.getMessage());
            }
        }
        return List.of();
    }

    private static List<Name> ask(InetSocketAddress server, Name zone) throws IOException {
        // Not dnsjava's own Lookup: it drags in the Windows registry, which no native executable has.
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(PATIENCE);
        Message answer = resolver.send(Message.newQuery(Record.newRecord(zone, Type.NS, DClass.IN)));
        return answer.getSection(Section.ANSWER).stream()
                .filter(NSRecord.class::isInstance)
                .map(record -> ((NSRecord) record).getTarget())
                .toList();
    }
}

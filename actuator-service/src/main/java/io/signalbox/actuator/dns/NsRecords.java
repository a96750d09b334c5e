package io.signalbox.actuator.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Queries for the NS records of a zone. */
final class NsRecords {

    private static final Logger LOG = Logger.getLogger(NsRecords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private NsRecords() {}

    /** Asks the {@code resolvers} in order; returns the first answer, without final dots. */
    static List<String> of(String zone, List<InetSocketAddress> resolvers) {
        for (InetSocketAddress resolver : resolvers) {
            try {
                return owned(zone, ask(resolver, zone, true).getSection(Section.ANSWER));
            } catch (IOException e) {
                LOG.warnf("resolver does not answer zone=%s server=%s reason=%s", zone, resolver, e.getMessage());
            }
        }
        return List.of();
    }

    /**
     * The servers that a server of the parent zone refers to; none if it says that the zone does not exist.
     *
     * @throws IOException if it does not answer, or not for the parent zone
     */
    static List<String> delegated(String zone, InetSocketAddress parent) throws IOException {
        Message answer = ask(parent, zone, false);
        int rcode = answer.getRcode();
        List<String> referred = owned(zone, answer.getSection(Section.AUTHORITY));
        boolean own = answer.getHeader().getFlag(Flags.AA);
        if (rcode != Rcode.NXDOMAIN && rcode != Rcode.NOERROR || referred.isEmpty() && !own) {
            throw new IOException("answers " + Rcode.string(rcode) + " without a referral");
        }
        return referred.isEmpty() ? owned(zone, answer.getSection(Section.ANSWER)) : referred;
    }

    private static List<String> owned(String zone, List<Record> records) {
        return records.stream()
                .filter(record -> name(record.getName()).equals(zone))
                .filter(NSRecord.class::isInstance)
                .map(record -> name(((NSRecord) record).getTarget()))
                .toList();
    }

    private static String name(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    private static Message ask(InetSocketAddress server, String zone, boolean recursive) throws IOException {
        // Not dnsjava's own Lookup: it needs classes for the Windows registry, which a native executable does not have.
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(PATIENCE);
        Message query = Message.newQuery(Record.newRecord(Name.fromString(zone, Name.root), Type.NS, DClass.IN));
        if (!recursive) {
            query.getHeader().unsetFlag(Flags.RD);
        }
        return resolver.send(query);
    }
}

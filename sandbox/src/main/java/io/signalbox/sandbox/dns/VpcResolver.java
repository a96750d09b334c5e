package io.signalbox.sandbox.dns;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * The resolver of a VPC. It answers without authority, and from its cache while an answer's TTL lasts; an empty answer lasts as
 * the zone's SOA record says (RFC 2308). Thread-safe.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 */
final class VpcResolver {

    private final DnsResponder zones;
    private final Map<String, Cached> cache = new ConcurrentHashMap<>();

    /** @param until of {@link System#nanoTime} */
    private record Cached(Message answer, long until) {}

    VpcResolver(DnsResponder zones) {
        this.zones = zones;
    }

    Message answer(Message query) {
        Record question = query.getQuestion();
        String key = question == null ? "" : question.getName().canonicalize() + " " + question.getType();
        Cached known = cache.get(key);
        if (known == null || System.nanoTime() - known.until() >= 0) {
            Message found = zones.answer(query);
            known = new Cached(found, System.nanoTime() + seconds(found) * 1_000_000_000);
            cache.put(key, known);
        }
        return to(query, known.answer());
    }

    private static Message to(Message query, Message known) {
        Message answer = known.clone();
        Header header = answer.getHeader();
        header.setID(query.getHeader().getID());
        header.unsetFlag(Flags.AA);
        header.setFlag(Flags.RA);
        return answer;
    }

    private static long seconds(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .mapToLong(Record::getTTL)
                .min()
                .orElseGet(() -> answer.getSection(Section.AUTHORITY).stream()
                        .filter(SOARecord.class::isInstance)
                        .mapToLong(soa -> Math.min(soa.getTTL(), ((SOARecord) soa).getMinimum()))
                        .min()
                        .orElse(0));
    }
}

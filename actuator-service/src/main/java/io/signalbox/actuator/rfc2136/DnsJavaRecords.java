package io.signalbox.actuator.rfc2136;

import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Converts names and record sets between dnsjava's classes and the contract's. */
final class DnsJavaRecords {

    private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(:0)+(?![0-9a-f])");

    private DnsJavaRecords() {}

    /** @param text with or without the final dot */
    static Name name(String text) throws UpdateFailedException {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw UpdateFailedException.notTaken(FailureCause.NOT_EXPRESSIBLE, "not a name: " + text, false);
        }
    }

    static int type(RecordType type) {
        return switch (type) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case CNAME -> Type.CNAME;
            case TXT -> Type.TXT;
        };
    }

    /** One record per value. */
    static List<Record> records(RecordSet set, long ttl) throws UpdateFailedException {
        var records = new ArrayList<Record>();
        for (String value : set.values()) {
            try {
                records.add(Record.fromString(name(set.name()), type(set.type()), DClass.IN, ttl, value, Name.root));
            } catch (IOException e) {
                throw UpdateFailedException.notTaken(
                        FailureCause.NOT_EXPRESSIBLE, set.name() + " " + set.type() + ": not a value: " + value, false);
            }
        }
        return records;
    }

    /** A server gives records of one set in any order; here they are sorted. @param found at least one */
    static RecordSet set(String name, RecordType type, List<Record> found) {
        return new RecordSet(
                name,
                type,
                found.getFirst().getTTL(),
                null,
                null,
                found.stream().map(DnsJavaRecords::value).sorted().toList(),
                null,
                null,
                null);
    }

    private static String value(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getHostAddress();
            case CNAMERecord cname -> cname.getTarget().toString(true).toLowerCase(Locale.ROOT);
            default -> record.getType() == Type.AAAA ? shortened(record.rdataToString()) : record.rdataToString();
        };
    }

    /** Shortens an address by RFC 5952: the first of the longest runs of zeros is left out. */
    static String shortened(String ipv6) {
        return ZEROS.matcher(ipv6)
                .results()
                .sorted(Comparator.comparingInt((MatchResult run) -> run.start() - run.end()))
                .findFirst()
                .map(run ->
                        (ipv6.substring(0, run.start()) + "::" + ipv6.substring(run.end())).replaceFirst(":{3,}", "::"))
                .orElse(ipv6);
    }
}

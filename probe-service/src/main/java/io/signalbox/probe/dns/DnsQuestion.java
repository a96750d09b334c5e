package io.signalbox.probe.dns;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Datagram.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** One DNS query and the verdict on its response. */
final class DnsQuestion {

    private static final int IDS = 0x1_0000;
    private static final int MOST_SHOWN = 4;
    private static final int HEADER_BYTES = 12;
    private static final int RESPONSE = 0x80;

    private final Check.Dns check;
    private final Record asked;
    private final int type;
    private final int id = ThreadLocalRandom.current().nextInt(IDS);
    private boolean truncated;
    private boolean conclusive;

    DnsQuestion(Check.Dns check) {
        this.check = check;
        this.type = Type.value(check.type().name());
        try {
            this.asked = Record.newRecord(Name.fromString(check.name() + "."), type, DClass.IN);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("\"" + check.name() + "\" is no name", e);
        }
    }

    byte[] bytes() {
        var message = Message.newQuery(asked);
        message.getHeader().setID(id);
        if (!check.recursion()) {
            message.getHeader().unsetFlag(Flags.RD);
        }
        return message.toWire();
    }

    /** True if the response was truncated; it then counts as passed for the time being. */
    boolean truncated() {
        return truncated;
    }

    /** True if a complete response says whether the name exists; otherwise the server has a problem. */
    boolean conclusive() {
        return conclusive;
    }

    /** A message with another id is not an answer to this query, however damaged: anybody may have sent it. */
    Verdict judge(byte[] bytes, boolean whole) {
        if (bytes.length < HEADER_BYTES
                || ByteBuffer.wrap(bytes).getShort() != (short) id
                || (bytes[2] & RESPONSE) == 0) {
            return new Verdict.Unrelated();
        }
        Message answer;
        try {
            answer = new Message(bytes);
        } catch (IOException | RuntimeException _) {
            return new Verdict.Failed(Cause.PROTOCOL_ERROR, "the response is not a DNS message");
        }
        if (!asked.equals(answer.getQuestion())) {
            return new Verdict.Unrelated();
        }
        truncated = !whole && answer.getHeader().getFlag(Flags.TC);
        if (truncated) {
            return new Verdict.Passed();
        }
        int code = answer.getRcode();
        conclusive = code == Rcode.NOERROR || code == Rcode.NXDOMAIN;
        return code == Rcode.NOERROR
                ? judge(answer.getSection(Section.ANSWER))
                : new Verdict.Failed(Cause.WRONG_STATUS, Rcode.string(code) + ", expected NOERROR");
    }

    private Verdict judge(List<Record> records) {
        Set<String> found = records.stream()
                .filter(record -> record.getType() == type)
                .map(DnsQuestion::text)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted = new TreeSet<>(check.answers());
        boolean right = wanted.isEmpty() ? !found.isEmpty() : found.containsAll(wanted);
        if (right && (!check.exact() || found.equals(wanted))) {
            return new Verdict.Passed();
        }
        return new Verdict.Failed(
                Cause.WRONG_BODY, "expected other records of type " + check.type() + ", got " + shown(found));
    }

    /** TXT records may contain secrets; addresses and names do not. */
    private String shown(Set<String> found) {
        if (found.isEmpty()) {
            return "none";
        }
        return check.type() == Check.DnsType.TXT
                ? "" + found.size()
                : found.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                        + (found.size() > MOST_SHOWN ? " and others" : "");
    }

    private static String text(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord aaaa -> aaaa.getAddress().getHostAddress();
            case CNAMERecord cname -> cname.getTarget().toString(true).toLowerCase(Locale.ROOT);
            case TXTRecord txt -> String.join("", txt.getStrings());
            default -> record.rdataToString();
        };
    }
}

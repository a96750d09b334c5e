package io.signalbox.actuator.dns;

import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.contract.dns.RecordType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** One question to one server: over UDP, and over TCP if that brings no answer. */
final class Query {

    private Query() {}

    /** Blocks for at most twice {@code timeout}. @param resolver whether it is to look up the answer elsewhere */
    static Reply ask(InetSocketAddress server, Question question, Duration timeout, boolean resolver) {
        try {
            var name = Name.fromString(question.name(), Name.root);
            Message query = Message.newQuery(Record.newRecord(name, type(question.type()), DClass.IN));
            if (!resolver) {
                query.getHeader().unsetFlag(Flags.RD);
            }
            return read(send(server, query, timeout), name, type(question.type()), resolver);
        } catch (IOException e) {
            return new NotAnswered(String.valueOf(e.getMessage()));
        }
    }

    private static Message send(InetSocketAddress server, Message query, Duration timeout) throws IOException {
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(timeout);
        try {
            return resolver.send(query);
        } catch (IOException overUdp) {
            resolver.setTCP(true);
            try {
                return resolver.send(query);
            } catch (IOException overTcp) {
                overTcp.addSuppressed(overUdp);
                throw overTcp;
            }
        }
    }

    /** Without the authority bit a server's empty answer says nothing about the zone; a resolver never has it. */
    private static Reply read(Message response, Name name, int type, boolean resolver) {
        int rcode = response.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return new NotAnswered(Rcode.string(rcode));
        }
        if (!resolver && !response.getHeader().getFlag(Flags.AA)) {
            return new NotAnswered("not authoritative");
        }
        if (resolver && !response.getHeader().getFlag(Flags.RA)) {
            return new NotAnswered("not a resolver");
        }
        var values = new ArrayList<String>();
        for (Record record : response.getSection(Section.ANSWER)) {
            if (record.getType() == type && record.getName().equals(name)) {
                values.add(value(record));
            }
        }
        return new Answered(values);
    }

    private static String value(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord aaaa -> aaaa.getAddress().getHostAddress();
            case CNAMERecord cname -> cname.getTarget().toString(true);
            case TXTRecord txt -> text(txt.getStringsAsByteArrays());
            default -> record.rdataToString();
        };
    }

    private static String text(List<byte[]> strings) {
        var text = new StringBuilder();
        strings.forEach(part -> text.append(new String(part, StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static int type(RecordType type) {
        return switch (type) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case CNAME -> Type.CNAME;
            case TXT -> Type.TXT;
        };
    }
}

package io.signalbox.probe.dns;

import static io.signalbox.probe.fuzz.DialogueRun.input;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.DnsType;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.probe.fuzz.DialogueRun;
import io.signalbox.probe.sites.RecordedAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The reader of DNS responses, by datagram and by connection. */
public final class DnsParser {

    private static final String NAME = "orders.example.com";
    private static final int PREFIX = 2;

    private DnsParser() {}

    private static Check.Dns check(DnsType type, boolean exact, String... answers) {
        return new Check.Dns(new Reference("127.0.0.1", 53), NAME, type, List.of(answers), exact, true);
    }

    private static ProbeDialogue.Protocol over(Check.Dns check) {
        return () -> new TcpFallbackDialogue(new DnsQuestion(check));
    }

    public static FuzzedParser dns() {
        var connection = new DialogueRun(
                List.of(
                        over(check(DnsType.A, true, "192.0.2.1")),
                        over(check(DnsType.TXT, false)),
                        over(check(DnsType.CNAME, false, "a.example.net")),
                        over(check(DnsType.AAAA, false))),
                DnsParser::withId);
        return new FuzzedParser(
                "dns",
                List.of(
                        input(0, answer(Rcode.NOERROR, "A", "A 192.0.2.1")),
                        input(8, answer(Rcode.NOERROR, "A", "CNAME a.example.net.", "A 192.0.2.1")),
                        input(1, answer(Rcode.NOERROR, "TXT", "TXT \"v=1\"")),
                        input(2, answer(Rcode.NOERROR, "CNAME", "CNAME A.example.net.")),
                        input(3, answer(Rcode.NOERROR, "AAAA", "AAAA 2001:db8::1")),
                        input(0, answer(Rcode.NXDOMAIN, "A")),
                        input(0, answer(Rcode.NOERROR, "A", "A 192.0.2.9", "A 192.0.2.8"))),
                List.of("\u00c0\u000c", "\u00c0\u00ff", "\0\1\0\1", "\0\20\0\1", "\6orders\7example\3com\0"),
                Code.of("io.signalbox.probe.dns", "DnsQuestion", "TcpFallbackDialogue"),
                input -> {
                    connection.run(input);
                    datagram(input);
                });
    }

    /** Without the length that only connections have. */
    private static void datagram(byte[] input) {
        if (input.length > 1 + PREFIX) {
            var question = new DnsQuestion(check(DnsType.A, true, "192.0.2.1"));
            byte[] bytes = Arrays.copyOfRange(input, 1 + PREFIX, input.length);
            if (bytes.length >= PREFIX) {
                System.arraycopy(question.bytes(), 0, bytes, 0, PREFIX);
            }
            question.judge(bytes, false);
        }
    }

    /** The id of a query is random: an answer with another one is not read at all. */
    private static byte[] withId(RecordedAttempt attempt, byte[] said, boolean begun) {
        if (begun || said.length < 2 * PREFIX) {
            return said;
        }
        byte[] fitting = said.clone();
        System.arraycopy(attempt.sent().getFirst(), PREFIX, fitting, PREFIX, PREFIX);
        return fitting;
    }

    private static byte[] answer(int rcode, String type, String... records) {
        try {
            var answer = new Message();
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setRcode(rcode);
            var name = Name.fromString(NAME + ".");
            answer.addRecord(Record.newRecord(name, Type.value(type), DClass.IN), Section.QUESTION);
            for (String record : records) {
                byte[] line = (NAME + ". 60 IN " + record).getBytes(StandardCharsets.UTF_8);
                try (var text = new Master(new ByteArrayInputStream(line), Name.root, 60)) {
                    answer.addRecord(text.nextRecord(), Section.ANSWER);
                }
            }
            byte[] wire = answer.toWire();
            return ByteBuffer.allocate(PREFIX + wire.length)
                    .putShort((short) wire.length)
                    .put(wire)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.signalbox.probe.sites;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.signalbox.probe.dns.NameServer;
import io.signalbox.probe.wire.NameResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server that knows these names and no others. */
public final class Zone implements AutoCloseable {

    private static final int USUAL_TTL = 60;

    private final List<Record> records = new ArrayList<>();
    private final NameServer server;
    private volatile Mood mood = Mood.WELL;
    private volatile String failing = "";

    /** What it does with questions. */
    public enum Mood {
        WELL,
        /** Answers SERVFAIL. */
        FAILING,
        /** Answers nothing. */
        SILENT,
        /** Knows no name. */
        EMPTY
    }

    /** @param lines each as {@code name type value} */
    public Zone(String... lines) throws IOException {
        this(USUAL_TTL, lines);
    }

    /** @param ttl in seconds; with 0 nobody keeps an answer */
    public Zone(int ttl, String... lines) throws IOException {
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            byte[] text = (parts[0] + ". " + ttl + " IN " + parts[1]).getBytes(StandardCharsets.UTF_8);
            try (var master = new Master(new ByteArrayInputStream(text), Name.root, ttl)) {
                records.add(master.nextRecord());
            }
        }
        server = new NameServer(
                (question, _) -> mood == Mood.SILENT ? null : answer(question).toWire());
    }

    public void now(Mood next) {
        mood = next;
    }

    /** Answers SERVFAIL for this name. */
    public void failFor(String name) {
        failing = name + ".";
    }

    private Message answer(Message question) {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        if (mood != Mood.WELL) {
            answer.getHeader().setRcode(mood == Mood.FAILING ? Rcode.SERVFAIL : Rcode.NXDOMAIN);
            return answer;
        }
        if (question.getQuestion().getName().toString().equals(failing)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        records.stream()
                .filter(record -> record.getName().equals(question.getQuestion().getName())
                        && record.getType() == question.getQuestion().getType())
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        return answer;
    }

    /** Asks it and nobody else. */
    public NameResolver names() {
        return new NameResolver(new SingletonDnsServerAddressStreamProvider(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package io.signalbox.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The only name server of a network of its own, which can be slow or broken. Thread-safe. */
final class NameServer implements AutoCloseable {

    /** Has an address, whatever the targets have. */
    static final String REFERENCE = "reference.example.com";

    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.53", 53);
    private static final int LARGEST_QUERY = 4_096;
    private static final int TTL_SECONDS = 1;
    private static final long SLOW_MILLIS = 400;

    private final DatagramSocket socket;
    private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Map<String, Mood> ofNames = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private volatile Mood mood = Mood.WELL;

    /** How it answers. */
    enum Mood {
        WELL,
        /** After most of a probe's time. */
        SLOW,
        /** That it has failed: SERVFAIL. */
        BROKEN
    }

    NameServer() {
        try {
            socket = new DatagramSocket(ADDRESS);
        } catch (IOException e) {
            throw new UncheckedIOException("no name server at " + ADDRESS, e);
        }
        knows(REFERENCE, List.of("127.0.0.1"));
        Thread.ofPlatform().daemon().name("name-server").start(this::serve);
    }

    void knows(String name, List<String> itsAddresses) {
        addresses.put(name, itsAddresses);
    }

    void is(Mood now) {
        mood = now;
    }

    /** For one name. */
    void is(String name, Mood now) {
        ofNames.put(name, now);
    }

    /** There is no such name from now on: NXDOMAIN. */
    void forgets(String name) {
        gone.add(name);
    }

    void remembers(String name) {
        gone.remove(name);
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[LARGEST_QUERY], LARGEST_QUERY);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST_QUERY);
                socket.receive(packet);
                answer(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
            } catch (IOException _) {
                // Closed, or the asker has gone. The loop's condition tells which.
                continue;
            }
        }
    }

    private void answer(byte[] query, SocketAddress asker) throws IOException {
        var asked = new Message(query);
        String name = asked.getQuestion().getName().toString(true);
        Mood now = ofNames.getOrDefault(name, mood);
        byte[] answer = answer(asked, name, now).toWire();
        if (now == Mood.SLOW) {
            var _ = later.schedule(() -> send(answer, asker), SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            send(answer, asker);
        }
    }

    private Message answer(Message asked, String name, Mood now) throws IOException {
        var answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asked.getQuestion(), Section.QUESTION);
        List<String> known = gone.contains(name) ? null : addresses.get(name);
        if (now == Mood.BROKEN) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (known == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (asked.getQuestion().getType() == Type.A) {
            for (String each : known) {
                answer.addRecord(record(asked.getQuestion().getName(), each), Section.ANSWER);
            }
        }
        return answer;
    }

    private static ARecord record(Name name, String address) {
        return new ARecord(name, DClass.IN, TTL_SECONDS, InetAddress.ofLiteral(address));
    }

    private void send(byte[] answer, SocketAddress asker) {
        try {
            socket.send(new DatagramPacket(answer, answer.length, asker));
        } catch (IOException e) {
            System.out.println("an answer of the name server was not sent: " + e);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        socket.close();
    }
}

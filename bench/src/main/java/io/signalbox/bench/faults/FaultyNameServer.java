package io.signalbox.bench.faults;

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

/** The only name server of the isolated network. It can be slow or fail. Thread-safe. */
final class FaultyNameServer implements AutoCloseable {

    /** A name that resolves unless the name server fails. */
    static final String REFERENCE = "reference.example.com";

    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.53", 53);
    private static final int LARGEST_QUERY = 4_096;
    private static final int TTL_SECONDS = 1;
    private static final long SLOW_MILLIS = 400;

    private final DatagramSocket socket;
    private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final Map<String, Mode> modeOfName = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private volatile Mode mode = Mode.NORMAL;

    /** The way in which queries are answered. */
    enum Mode {
        NORMAL,
        /** After most of a probe's timeout. */
        SLOW,
        /** With SERVFAIL. */
        BROKEN
    }

    FaultyNameServer() {
        try {
            socket = new DatagramSocket(ADDRESS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a name server at " + ADDRESS, e);
        }
        add(REFERENCE, List.of("127.0.0.1"));
        Thread.ofPlatform().daemon().name("name-server").start(this::serve);
    }

    void add(String name, List<String> itsAddresses) {
        addresses.put(name, itsAddresses);
    }

    void setMode(Mode now) {
        mode = now;
    }

    /** Sets the mode of one name. */
    void setMode(String name, Mode now) {
        modeOfName.put(name, now);
    }

    /** Removes the name: NXDOMAIN. */
    void remove(String name) {
        removed.add(name);
    }

    void restore(String name) {
        removed.remove(name);
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[LARGEST_QUERY], LARGEST_QUERY);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST_QUERY);
                socket.receive(packet);
                answer(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
            } catch (IOException _) {
                // The socket was closed, or the client has gone. The loop's condition tells which.
                continue;
            }
        }
    }

    private void answer(byte[] query, SocketAddress asker) throws IOException {
        var asked = new Message(query);
        String name = asked.getQuestion().getName().toString(true);
        Mode now = modeOfName.getOrDefault(name, mode);
        byte[] answer = answer(asked, name, now).toWire();
        if (now == Mode.SLOW) {
            var _ = later.schedule(() -> send(answer, asker), SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            send(answer, asker);
        }
    }

    private Message answer(Message asked, String name, Mode now) throws IOException {
        var answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asked.getQuestion(), Section.QUESTION);
        List<String> known = removed.contains(name) ? null : addresses.get(name);
        if (now == Mode.BROKEN) {
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
            System.out.println("the name server could not send an answer: " + e);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        socket.close();
    }
}

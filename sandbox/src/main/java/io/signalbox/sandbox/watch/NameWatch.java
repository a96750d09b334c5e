package io.signalbox.sandbox.watch;

import io.signalbox.contract.fence.Fence;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Queries the name server over UDP for a service's addresses, again and again, and keeps each change of the answer.
 * Closing it stops the queries.
 */
public final class NameWatch implements AutoCloseable {

    private static final int ANSWER_MILLIS = 2_000;
    private static final int LARGEST = 4_096;

    private final InetSocketAddress server;
    private final String hostname;
    private final Duration pause;
    private final Consumer<NameAnswer> onChange;
    private final List<NameAnswer> changes = new CopyOnWriteArrayList<>();
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong empty = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** @param addresses sorted, or a canonical name; empty when the answer had none */
    public record NameAnswer(Instant at, List<String> addresses) {}

    private NameWatch(InetSocketAddress server, String hostname, Duration pause, Consumer<NameAnswer> onChange) {
        this.server = server;
        this.hostname = hostname;
        this.pause = pause;
        this.onChange = onChange;
        this.thread = Thread.ofPlatform().daemon().name("name-watch").unstarted(this::run);
    }

    /**
     * @param onChange called on the watch's thread for the first answer and for each that differs from the one before
     */
    public static NameWatch start(
            InetSocketAddress server, String hostname, Duration pause, Consumer<NameAnswer> onChange) {
        var watch = new NameWatch(server, hostname, pause, onChange);
        watch.thread.start();
        return watch;
    }

    /** The first answer and each that differed from the one before it. */
    public List<NameAnswer> changes() {
        return List.copyOf(changes);
    }

    public long queries() {
        return queries.get();
    }

    /** The number of answers without an address. */
    public long empty() {
        return empty.get();
    }

    /** The number of queries without an answer. */
    public long lost() {
        return lost.get();
    }

    private void run() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(ANSWER_MILLIS);
            while (!closed) {
                look(socket);
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the name server cannot be watched", e);
        }
    }

    private void look(DatagramSocket socket) throws IOException {
        queries.incrementAndGet();
        Optional<Message> answer = exchange(socket, server, hostname, Type.A);
        if (answer.isEmpty()) {
            lost.incrementAndGet();
            return;
        }
        var addresses = answer.get().getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == Type.A || record.getType() == Type.CNAME)
                .map(Record::rdataToString)
                .map(text -> text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                .sorted()
                .toList();
        if (addresses.isEmpty()) {
            empty.incrementAndGet();
        }
        if (changes.isEmpty() || !changes.getLast().addresses().equals(addresses)) {
            var change = new NameAnswer(Instant.now(), addresses);
            changes.add(change);
            onChange.accept(change);
        }
    }

    /** Queries the fence once; empty when there is none. */
    public static Optional<Fence> fence(InetSocketAddress server, String hostname) {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(ANSWER_MILLIS);
            return exchange(socket, server, Fence.recordName(hostname), Type.TXT).stream()
                    .flatMap(answer -> answer.getSection(Section.ANSWER).stream())
                    .filter(TXTRecord.class::isInstance)
                    .map(record -> Fence.parse(String.join("", ((TXTRecord) record).getStrings())))
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException("the name server cannot be queried", e);
        }
    }

    private static Optional<Message> exchange(DatagramSocket socket, InetSocketAddress server, String name, int type)
            throws IOException {
        var query = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
        byte[] wire = query.toWire();
        socket.send(new DatagramPacket(wire, wire.length, server));
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            do {
                packet.setLength(LARGEST);
                socket.receive(packet);
            } while (((packet.getData()[0] & 0xff) << 8 | packet.getData()[1] & 0xff)
                    != query.getHeader().getID());
            return Optional.of(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofMillis(2 * ANSWER_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while closing the watch", e);
        }
    }
}

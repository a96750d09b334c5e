package io.signalbox.probe.dns;

import io.signalbox.sandbox.process.Ports;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Message;

/** A name server on loopback, by datagram and by connection on the same port, that answers what a test wants. */
public final class NameServer implements AutoCloseable {

    private final ServerSocket connections = new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress());
    private final DatagramSocket datagrams =
            new DatagramSocket(connections.getLocalPort(), InetAddress.getLoopbackAddress());
    private final AtomicInteger connected = new AtomicInteger();
    private final Zone zone;
    private final Thread receiver;

    /** Answers one question; null for silence. */
    @FunctionalInterface
    public interface Zone {
        byte[] answer(Message question, boolean longAnswer) throws IOException;
    }

    public NameServer(Zone zone) throws IOException {
        this.zone = zone;
        receiver = Thread.ofVirtual().start(this::receive);
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return connections.getLocalPort();
    }

    int connected() {
        return connected.get();
    }

    private void receive() {
        while (!datagrams.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[1_024], 1_024);
                datagrams.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answer = zone.answer(new Message(bytes), false);
                if (answer != null) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // Closed, or a prober that has hung up.
            }
        }
    }

    private void accept() {
        while (!connections.isClosed()) {
            try (var socket = connections.accept()) {
                connected.incrementAndGet();
                var in = new DataInputStream(socket.getInputStream());
                byte[] question = in.readNBytes(in.readUnsignedShort());
                byte[] answer = zone.answer(new Message(question), true);
                var out = new DataOutputStream(socket.getOutputStream());
                if (answer != null) {
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                    int _ = in.read();
                }
            } catch (IOException _) {
                // Closed, or a prober that has hung up.
            }
        }
    }

    /** The port is nobody's when this returns: a socket is there for as long as somebody waits at it. */
    @Override
    public void close() throws IOException {
        datagrams.close();
        connections.close();
        try {
            receiver.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.signalbox.actuator.rfc2136;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** Stands in for a BIND where none is installed: the same prerequisites, keys and answers, in memory. */
final class MemoryPrimary implements UpdateServer {

    private final MemoryZone zone = new MemoryZone();
    private final ServerSocket tcp;
    private final DatagramSocket udp;

    private MemoryPrimary(ServerSocket tcp, DatagramSocket udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    static MemoryPrimary start() {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            var tcp = new ServerSocket(0, 100, loopback);
            var primary = new MemoryPrimary(tcp, new DatagramSocket(tcp.getLocalPort(), loopback));
            Thread.ofVirtual().start(primary::serveTcp);
            Thread.ofPlatform().daemon().start(primary::serveUdp);
            return primary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket connection = tcp.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                // Closed: the loop's condition tells.
                continue;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new DataInputStream(connection.getInputStream());
            connection.setTcpNoDelay(true);
            var out = new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()));
            while (true) {
                byte[] answer = answer(in.readNBytes(in.readUnsignedShort()));
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            }
        } catch (IOException _) {
            // The asker has gone.
            return;
        }
    }

    private void serveUdp() {
        var packet = new DatagramPacket(new byte[4096], 4096);
        while (!udp.isClosed()) {
            try {
                packet.setLength(4096);
                udp.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException _) {
                // As above.
                continue;
            }
        }
    }

    private byte[] answer(byte[] bytes) throws IOException {
        var request = new Message(bytes);
        var response = new Message(request.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setOpcode(request.getHeader().getOpcode());
        response.addRecord(request.getQuestion(), Section.QUESTION);
        TSIGRecord signature = request.getTSIG();
        if (signature == null) {
            respond(request, response, "");
            return response.toWire();
        }
        String name = signature.getName().toString(true);
        String secret = SECRETS.get(name);
        var key =
                new TSIG(TSIG.HMAC_SHA256, signature.getName().toString(), secret == null ? SECRETS.get(KEY) : secret);
        int error = secret == null ? Rcode.BADKEY : key.verify(request, bytes, null);
        if (error != Rcode.NOERROR) {
            response.getHeader().setRcode(Rcode.NOTAUTH);
            return error == Rcode.BADTIME
                    ? LateSignature.on(response, signature, secret)
                    : signed(response, key, error, signature);
        }
        respond(request, response, name);
        return signed(response, key, Rcode.NOERROR, signature);
    }

    private static byte[] signed(Message response, TSIG key, int error, TSIGRecord request) {
        key.apply(response, error, request);
        return response.toWire();
    }

    /** @param key empty without signature */
    private void respond(Message request, Message response, String key) {
        if (request.getHeader().getOpcode() == Opcode.UPDATE) {
            boolean may = key.equals(KEY) || key.equals(ADMIN);
            response.getHeader().setRcode(may ? zone.update(request) : Rcode.REFUSED);
        } else {
            answer(request.getQuestion(), response);
        }
    }

    private void answer(Record question, Message response) {
        Name name = question.getName();
        if (!name.subdomain(MemoryZone.ORIGIN)) {
            response.getHeader().setRcode(Rcode.REFUSED);
            return;
        }
        response.getHeader().setFlag(Flags.AA);
        var view = zone.view();
        boolean exists = view.exists(name);
        Name source = exists ? name : name.wild(1);
        List<Record> found = view.set(source, question.getType());
        if (found.isEmpty()) {
            found = view.set(source, Type.CNAME);
        }
        found.forEach(record -> response.addRecord(named(record, name), Section.ANSWER));
        if (!exists && !view.inUse(source)) {
            response.getHeader().setRcode(Rcode.NXDOMAIN);
        }
    }

    private static Record named(Record record, Name name) {
        byte[] data = record.rdataToWireCanonical();
        return Record.newRecord(name, record.getType(), DClass.IN, record.getTTL(), data);
    }

    @Override
    public String describe() {
        return "a server in this process";
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

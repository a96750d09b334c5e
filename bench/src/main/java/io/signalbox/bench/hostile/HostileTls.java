package io.signalbox.bench.hostile;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** Handshakes of TLS that are none, and beginnings of other protocols, for a port of HTTP. */
final class HostileTls {

    private static final int LARGE = 100_000;

    private HostileTls() {}

    /** Bytes that begin a connection. */
    record Garbage(String name, byte[] bytes) {

        RawRequest to(URI service) {
            return new RawRequest(service, InetAddress.getLoopbackAddress(), bytes);
        }
    }

    /** Each has a printable byte: control characters before a request are skipped, and what follows is waited for. */
    static List<Garbage> garbage() {
        return List.of(
                new Garbage("client-hello-cut", ended(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3)),
                new Garbage("record-too-long", ended(0x16, 3, 3, 0xff, 0xff, 1)),
                new Garbage("empty-record", ended(0x16, 3, 3, 0, 0, 'x')),
                new Garbage("alert", ended(0x15, 3, 3, 0, 2, 2, 40)),
                new Garbage("data-before-handshake", ended(0x17, 3, 3, 0, 3, 'a', 'b', 'c')),
                new Garbage("version-of-old", ended(0x80, 0x2e, 1, 0, 2)),
                new Garbage("random", random()));
    }

    /** With the end of a head, so that a server of HTTP need not wait for more. */
    private static byte[] ended(int... bytes) {
        byte[] all = new byte[bytes.length + 4];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        all[bytes.length] = '\r';
        all[bytes.length + 1] = '\n';
        all[bytes.length + 2] = '\r';
        all[bytes.length + 3] = '\n';
        return all;
    }

    private static byte[] random() {
        byte[] bytes = new byte[LARGE];
        new Random(13).nextBytes(bytes);
        return bytes;
    }
}

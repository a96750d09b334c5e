package io.signalbox.probe.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A MySQL, as far as it lets somebody in and says whether it may be written to. Real ones are in other tests. */
final class MysqlServer implements Site.Conversation {

    static final String NATIVE = Password.NATIVE;
    static final String CACHING_SHA2 = Password.CACHING_SHA2;

    private static final byte[] CHALLENGE = "challenge_of_20bytes".getBytes(UTF_8);
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};
    private static final byte[] EOF = {(byte) 0xFE, 0, 0, 2, 0};
    private static final int TLS = 0x800;

    private final String greeted;
    private final String plugin;
    private final String password;
    /** Sets TLS up on a connection; null where this server has none. */
    private final UnaryOperator<Socket> tls;

    private boolean cached;
    private String readOnly = "0";
    private String innodbReadOnly = "0";
    /** What clients said after they were let in. */
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private MysqlServer(String greeted, String plugin, String password, UnaryOperator<Socket> tls) {
        this.greeted = greeted;
        this.plugin = plugin;
        this.password = password;
        this.tls = tls;
    }

    /** @param greeted how the greeting wants passwords hashed @param plugin how the user really logs in */
    static MysqlServer of(String greeted, String plugin, String password) {
        return new MysqlServer(greeted, plugin, password, null);
    }

    MysqlServer secured(Certificates certificates, String alias) {
        return new MysqlServer(greeted, plugin, password, plain -> {
            try {
                return certificates.secure(alias, plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** True if the password is known from an earlier login, so that its hash is enough. */
    MysqlServer knowing() {
        cached = true;
        return this;
    }

    MysqlServer readOnly(String readOnly, String innodbReadOnly) {
        this.readOnly = readOnly;
        this.innodbReadOnly = innodbReadOnly;
        return this;
    }

    Queue<String> said() {
        return said;
    }

    /** A packet: length, sequence, content. */
    static byte[] packet(int sequence, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(content.length);
        out.write(content.length >> 8);
        out.write(content.length >> 16);
        out.write(sequence);
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] error(int number) {
        byte[] text = "xx\u0001#HY000the password is hunter2".getBytes(UTF_8);
        text[0] = (byte) 0xFF;
        byte[] content = Arrays.copyOf(text, text.length);
        content[1] = (byte) number;
        content[2] = (byte) (number >> 8);
        return content;
    }

    byte[] greeting() {
        var out = new ByteArrayOutputStream();
        out.write(10);
        out.writeBytes("8.4.0-test\0".getBytes(UTF_8));
        out.writeBytes(new byte[] {1, 0, 0, 0});
        out.write(CHALLENGE, 0, 8);
        out.write(0);
        int capabilities = 0x1 | 0x200 | 0x8000 | 0x80000 | (tls == null ? 0 : TLS);
        out.write(capabilities);
        out.write(capabilities >> 8);
        out.writeBytes(new byte[] {45, 2, 0});
        out.write(capabilities >> 16);
        out.write(capabilities >> 24);
        out.write(21);
        out.writeBytes(new byte[10]);
        out.write(CHALLENGE, 8, 12);
        out.write(0);
        out.writeBytes((greeted + "\0").getBytes(UTF_8));
        return out.toByteArray();
    }

    @Override
    public void with(Socket plain) throws Exception {
        Socket socket = plain;
        write(socket, 0, greeting());
        byte[] login = read(socket, 1);
        int sequence = 2;
        if (login.length == 32) {
            socket = tls.apply(socket);
            login = read(socket, 2);
            sequence = 3;
        }
        if (logIn(socket, sequence, login)) {
            serve(socket);
        }
    }

    private boolean logIn(Socket socket, int first, byte[] login) throws IOException {
        int sequence = first;
        int userEnd = indexOfZero(login, 32);
        byte[] hashed = Arrays.copyOfRange(login, userEnd + 2, userEnd + 2 + login[userEnd + 1]);
        if (!new String(login, UTF_8).endsWith(plugin + "\0")) {
            var other = new ByteArrayOutputStream();
            other.write(0xFE);
            other.writeBytes((plugin + "\0").getBytes(UTF_8));
            other.writeBytes(CHALLENGE);
            other.write(0);
            write(socket, sequence++, other.toByteArray());
            hashed = read(socket, sequence++);
        }
        boolean right = Arrays.equals(hashed, new Password(password).hashed(plugin, CHALLENGE));
        if (plugin.equals(CACHING_SHA2) && cached && right) {
            write(socket, sequence++, new byte[] {1, 3});
        } else if (plugin.equals(CACHING_SHA2)) {
            write(socket, sequence++, new byte[] {1, 4});
            byte[] clear = read(socket, sequence++);
            right = Arrays.equals(clear, (password + "\0").getBytes(UTF_8));
        }
        write(socket, sequence, right ? OK : error(1045));
        return right;
    }

    private static int indexOfZero(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != 0) {
            at++;
        }
        return at;
    }

    private void serve(Socket socket) throws IOException {
        byte[] command = read(socket, 0);
        while (command.length > 0 && command[0] == 3) {
            said.add(new String(command, 1, command.length - 1, UTF_8));
            write(socket, 1, new byte[] {2});
            write(socket, 2, column("@@global.read_only"));
            write(socket, 3, column("@@global.innodb_read_only"));
            write(socket, 4, EOF);
            write(socket, 5, row(readOnly, innodbReadOnly));
            write(socket, 6, EOF);
            command = read(socket, 0);
        }
        said.add(command.length > 0 && command[0] == 1 ? "quit" : "nothing");
    }

    private static byte[] column(String name) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(row("def", "", "", "", name, ""));
        out.writeBytes(new byte[] {12, 63, 0, 1, 0, 0, 0, 8, (byte) 0x80, 0, 0, 0, 0});
        return out.toByteArray();
    }

    private static byte[] row(String... texts) {
        var out = new ByteArrayOutputStream();
        for (String text : texts) {
            out.write(text.length());
            out.writeBytes(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static void write(Socket socket, int sequence, byte[] content) throws IOException {
        socket.getOutputStream().write(packet(sequence, content));
    }

    private static byte[] read(Socket socket, int sequence) throws IOException {
        byte[] head = socket.getInputStream().readNBytes(4);
        if (head.length < 4) {
            return new byte[0];
        }
        if (head[3] != sequence) {
            throw new IOException("sequence " + head[3] + ", expected " + sequence);
        }
        return socket.getInputStream().readNBytes((head[0] & 0xFF) | (head[1] & 0xFF) << 8);
    }
}

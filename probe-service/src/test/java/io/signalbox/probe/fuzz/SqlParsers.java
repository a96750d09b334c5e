package io.signalbox.probe.fuzz;

import static io.signalbox.probe.fuzz.DialogueRun.input;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.probe.mysql.MysqlProtocol;
import io.signalbox.probe.postgres.PostgresProtocol;
import io.signalbox.probe.sites.RecordedAttempt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Databases. */
final class SqlParsers {

    /** Stands for the client's own nonce of SCRAM. */
    private static final String NONCE = "OWN-NONCE-OF-24-LETTERS-";

    private static final int LONGEST_EXCHANGE = 1_000;

    private SqlParsers() {}

    private static String message(char type, String body) {
        return type + text(ByteBuffer.allocate(4).putInt(4 + body.length()).array()) + body;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The client's nonce is random, and is known once it has answered the beginning of SCRAM. */
    private static byte[] withNonce(RecordedAttempt attempt, byte[] said, boolean begun) {
        String sent = text(attempt.sent().getLast());
        int nonce = sent.indexOf("n=,r=");
        if (!begun || nonce < 0 || said.length > LONGEST_EXCHANGE) {
            return said;
        }
        return text(said)
                .replace(NONCE, sent.substring(nonce + "n=,r=".length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static FuzzedParser postgres() {
        var run = new DialogueRun(
                List.of(
                        new PostgresProtocol(new Check.Postgres(1, null, Credentials.NONE, "postgres", null)),
                        new PostgresProtocol(
                                new Check.Postgres(1, null, ProtocolParsers.LOGIN, "postgres", Access.WRITABLE)),
                        new PostgresProtocol(new Check.Postgres(
                                1, ProtocolParsers.TLS, ProtocolParsers.LOGIN, "postgres", Access.READ_ONLY)),
                        new PostgresProtocol(
                                new Check.Postgres(1, null, new Credentials("prober", ""), "postgres", null))),
                SqlParsers::withNonce);
        String ok = message('R', "\0\0\0\0");
        String ready = message('Z', "I");
        String off = message('D', "\0\1\0\0\0\3off");
        String scram = message('R', "\0\0\0\12SCRAM-SHA-256\0\0");
        return new FuzzedParser(
                "postgres",
                List.of(
                        input(0, ok),
                        input(1, message('R', "\0\0\0\5salt") + ok + message('S', "a\0b\0") + ready + off),
                        input(2, "S" + message('R', "\0\0\0\3") + ok + ready + message('D', "\0\1\0\0\0\2on")),
                        input(25, scram + message('R', "\0\0\0\13r=" + NONCE + "x,s=c2FsdA==,i=4")),
                        input(1, scram + message('R', "\0\0\0\14v=x")),
                        input(3, ok + ready),
                        input(1, message('E', "SFATAL\0C57P03\0Mno\0\0")),
                        input(1, message('E', "SFATAL\0C53300\0\0")),
                        input(1, message('E', "SFATAL\0C28P01\0\0")),
                        input(1, message('E', "SFATAL\0C3D000\0\0")),
                        input(2, "N")),
                List.of(
                        "R\0\0\0\b\0\0\0\0",
                        "Z\0\0\0\5I",
                        "SCRAM-SHA-256\0",
                        "C57P03\0",
                        "\0\0\0\13",
                        "i=50001",
                        "off"),
                Code.of(
                        "io.signalbox.probe.postgres",
                        "PostgresDialogue",
                        "Authentication",
                        "Scram",
                        "SaltedPassword",
                        "PostgresError"),
                run::run);
    }

    private static String packet(int sequence, String body) {
        return text(new byte[] {(byte) body.length(), (byte) (body.length() >> 8), 0, (byte) sequence}) + body;
    }

    static FuzzedParser mysql() {
        var run = new DialogueRun(List.of(
                new MysqlProtocol(new Check.Mysql(1, null, Credentials.NONE, null)),
                new MysqlProtocol(new Check.Mysql(1, null, ProtocolParsers.LOGIN, Access.WRITABLE)),
                new MysqlProtocol(new Check.Mysql(1, ProtocolParsers.TLS, ProtocolParsers.LOGIN, Access.READ_ONLY))));
        String capabilities = "\1\u008a";
        String greeting = packet(
                0,
                "\128.4.0\0\1\0\0\0challeng\0" + capabilities + "\55\2\0\b\0\25" + "\0".repeat(10)
                        + "challenge_12\0mysql_native_password\0");
        String ok = packet(2, "\0\0\0\2\0\0\0");
        String result = packet(1, "\2")
                + packet(2, "\3def\0\0\0\2ro\0")
                + packet(3, "\3def\0\0\0\2ro\0")
                + packet(4, "\u00fe\0\0\2\0")
                + packet(5, "\0010\0010");
        return new FuzzedParser(
                "mysql",
                List.of(
                        input(0, greeting),
                        input(1, greeting + ok + result),
                        input(2, greeting + packet(2, "\1\4") + ok + result),
                        input(
                                9,
                                greeting
                                        + packet(2, "\u00fecaching_sha2_password\0challenge_of_20bytes\0")
                                        + packet(4, "\1\3")
                                        + ok),
                        input(1, greeting + packet(2, "\u00fedialog\0")),
                        input(1, greeting + packet(2, "\u00ff\25\4#28000no")),
                        input(1, packet(0, "\u00ff\20\4too many"))),
                List.of(
                        "mysql_native_password\0",
                        "caching_sha2_password\0",
                        "\u00fe",
                        "\1\3",
                        "\1\4",
                        "\7\0\0\2\0\0\0\2\0\0\0"),
                Code.of(
                        "io.signalbox.probe.mysql",
                        "MysqlDialogue",
                        "MysqlLogin",
                        "Greeting",
                        "AccessResponse",
                        "MysqlError",
                        "Password"),
                run::run);
    }
}

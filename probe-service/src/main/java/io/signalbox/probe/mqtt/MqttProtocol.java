package io.signalbox.probe.mqtt;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.MessageDialogue;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends CONNECT and expects CONNACK (MQTT 3.1.1), then sends DISCONNECT. Subscribes to nothing and leaves no session.
 */
public final class MqttProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.Mqtt> KIND =
            CheckKind.ofConnection(Check.Mqtt.class, setup -> new MqttProtocol(setup.check()));

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final byte[] DISCONNECT = {(byte) 0xE0, 0};
    private static final int CONNACK_LENGTH = 4;
    private static final int LEVEL_3_1_1 = 4;
    private static final int CLEAN_SESSION = 0x02;
    private static final int WITH_PASSWORD = 0x40;
    private static final int WITH_USER = 0x80;
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final Check.Mqtt check;

    public MqttProtocol(Check.Mqtt check) {
        this.check = check;
    }

    @Override
    public ProbeDialogue begin() {
        return new Connecting();
    }

    /** Uses a unique client id: a broker closes the older connection of a reused one. */
    private byte[] connect() {
        var credentials = check.credentials();
        var content = new ByteArrayOutputStream();
        text(content, "MQTT");
        content.write(LEVEL_3_1_1);
        content.write(CLEAN_SESSION
                | (credentials.user().isEmpty() ? 0 : WITH_USER)
                | (credentials.password().isEmpty() ? 0 : WITH_PASSWORD));
        content.write(0);
        content.write(KEEP_ALIVE_SECONDS);
        text(
                content,
                check.clientId()
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
        if (!credentials.user().isEmpty()) {
            text(content, credentials.user());
        }
        if (!credentials.password().isEmpty()) {
            text(content, credentials.password());
        }
        return packet(content.toByteArray());
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    /** The length is encoded in groups of seven bits, the lowest first (section 2.2.3). */
    private static byte[] packet(byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(CONNECT);
        int left = content.length;
        while (left > 0x7F) {
            out.write(left & 0x7F | 0x80);
            left >>= 7;
        }
        out.write(left);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private final class Connecting extends MessageDialogue {

        Connecting() {
            super(CONNACK_LENGTH);
        }

        @Override
        public void opened(ProbeAttempt attempt) {
            attempt.send(connect());
        }

        @Override
        protected boolean read(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
            int at = bytes.readerIndex();
            if (bytes.getUnsignedByte(at) != CONNACK
                    || bytes.readableBytes() > 1 && bytes.getByte(at + 1) != CONNACK_LENGTH - 2) {
                throw new MalformedMessageException("not a CONNACK of MQTT 3.1.1");
            }
            if (bytes.readableBytes() < CONNACK_LENGTH) {
                return false;
            }
            bytes.skipBytes(CONNACK_LENGTH - 1);
            judge(attempt, bytes.readUnsignedByte());
            return true;
        }

        /** Return codes (section 3.2.2.3). */
        private void judge(ProbeAttempt attempt, int code) throws MalformedMessageException {
            switch (code) {
                case 0 -> {
                    attempt.send(DISCONNECT);
                    attempt.passed();
                }
                case 1 -> attempt.failed(Cause.WRONG_ANSWER, "the broker does not speak MQTT 3.1.1");
                case 2 -> attempt.failed(Cause.ACCESS_DENIED, "the broker rejects the client id");
                case 3 -> attempt.failed(Cause.NOT_READY, "the broker says it is unavailable");
                case 4 -> attempt.failed(Cause.ACCESS_DENIED, "the broker rejects user name or password");
                case 5 -> attempt.failed(Cause.ACCESS_DENIED, "the broker denies access to this client");
                default ->
                    throw new MalformedMessageException("return code " + code + ", which MQTT 3.1.1 does not have");
            }
        }
    }
}

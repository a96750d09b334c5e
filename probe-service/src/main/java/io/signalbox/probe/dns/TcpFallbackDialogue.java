package io.signalbox.probe.dns;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.Datagram.Verdict;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.nio.ByteBuffer;

/** The same query over TCP, which allows longer responses. */
final class TcpFallbackDialogue implements ProbeDialogue {

    private static final int PREFIX = 2;
    private static final int LONGEST = 0xffff;

    private final DnsQuestion question;
    private byte[] answer = new byte[PREFIX];
    private int length;

    TcpFallbackDialogue(DnsQuestion question) {
        this.question = question;
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        byte[] bytes = question.bytes();
        attempt.send(ByteBuffer.allocate(PREFIX + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array());
    }

    @Override
    public void received(ProbeAttempt attempt, ByteBuf bytes) {
        while (bytes.isReadable() && length < answer.length) {
            int count = Math.min(bytes.readableBytes(), answer.length - length);
            bytes.readBytes(answer, length, count);
            length += count;
            if (length == PREFIX && answer.length == PREFIX) {
                byte[] whole = new byte[PREFIX + (ByteBuffer.wrap(answer).getShort() & LONGEST)];
                System.arraycopy(answer, 0, whole, 0, PREFIX);
                answer = whole;
            }
        }
        if (length == answer.length) {
            tell(attempt);
        }
    }

    private void tell(ProbeAttempt attempt) {
        byte[] message = new byte[length - PREFIX];
        System.arraycopy(answer, PREFIX, message, 0, message.length);
        switch (question.judge(message, true)) {
            case Verdict.Passed() -> attempt.passed();
            case Verdict.Failed(Cause cause, String detail) -> attempt.failed(cause, detail);
            case Verdict.Unrelated() -> attempt.failed(Cause.PROTOCOL_ERROR, "a response to another query");
        }
    }

    @Override
    public void closed(ProbeAttempt attempt) {
        attempt.failed(Cause.PROTOCOL_ERROR, "connection closed before the end of the response");
    }
}

package io.signalbox.probe.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.MessageDialogue;
import java.nio.charset.StandardCharsets;

/** Says something, or nothing, and passes when the first bytes of the answer contain what is expected. */
public final class TcpExchange implements Dialogue.Protocol {

    private final byte[] send;
    private final byte[] expect;

    public TcpExchange(Check.Tcp check) {
        this.send = check.send().getBytes(StandardCharsets.ISO_8859_1);
        this.expect = check.expect().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Dialogue begin() {
        return new Exchange();
    }

    private final class Exchange extends MessageDialogue {

        private final ByteBuf wanted = Unpooled.wrappedBuffer(expect);
        private int read;

        Exchange() {
            super(Check.Tcp.ANSWER_LIMIT);
        }

        @Override
        public void opened(Attempt attempt) {
            if (send.length > 0) {
                attempt.send(send);
            }
        }

        @Override
        protected boolean read(Attempt attempt, ByteBuf bytes) {
            read = bytes.readableBytes();
            if (ByteBufUtil.indexOf(wanted, bytes) >= 0) {
                attempt.passed();
            } else if (read == Check.Tcp.ANSWER_LIMIT) {
                wrong(attempt);
            }
            return false;
        }

        @Override
        public void closed(Attempt attempt) {
            wrong(attempt);
        }

        private void wrong(Attempt attempt) {
            attempt.failed(Cause.WRONG_ANSWER, "expected text not in the " + read + " bytes received");
        }
    }
}

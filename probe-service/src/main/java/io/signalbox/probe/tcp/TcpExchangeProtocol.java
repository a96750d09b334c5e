package io.signalbox.probe.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.ConnectOnlyProtocol;
import io.signalbox.probe.wire.MessageDialogue;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.nio.charset.StandardCharsets;

/** Sends configured bytes, if any, and passes if the first bytes of the response contain the expected text. */
public final class TcpExchangeProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.Tcp> KIND =
            CheckKind.ofConnection(Check.Tcp.class, setup -> protocol(setup.check()));

    private final byte[] send;
    private final byte[] expect;

    public TcpExchangeProtocol(Check.Tcp check) {
        this.send = check.send().getBytes(StandardCharsets.ISO_8859_1);
        this.expect = check.expect().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Without an expected response the check passes once it is connected. */
    private static ProbeDialogue.Protocol protocol(Check.Tcp check) {
        return check.expect().isEmpty() ? ConnectOnlyProtocol.INSTANCE : new TcpExchangeProtocol(check);
    }

    @Override
    public ProbeDialogue begin() {
        return new Exchange();
    }

    private final class Exchange extends MessageDialogue {

        private final ByteBuf wanted = Unpooled.wrappedBuffer(expect);
        private int read;

        Exchange() {
            super(Check.Tcp.ANSWER_LIMIT);
        }

        @Override
        public void opened(ProbeAttempt attempt) {
            if (send.length > 0) {
                attempt.send(send);
            }
        }

        @Override
        protected boolean read(ProbeAttempt attempt, ByteBuf bytes) {
            read = bytes.readableBytes();
            if (ByteBufUtil.indexOf(wanted, bytes) >= 0) {
                attempt.passed();
            } else if (read == Check.Tcp.ANSWER_LIMIT) {
                wrong(attempt);
            }
            return false;
        }

        @Override
        public void closed(ProbeAttempt attempt) {
            wrong(attempt);
        }

        private void wrong(ProbeAttempt attempt) {
            attempt.failed(Cause.WRONG_ANSWER, "expected text not in the " + read + " bytes received");
        }
    }
}

package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.Cause;
import io.signalbox.contract.topology.Check;
import io.signalbox.probe.http2.Exchange;
import io.signalbox.probe.http2.Http2Client;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request, one response over HTTP/2. */
final class Http2Dialogue implements Dialogue {

    private static final int FIRST_FINAL_STATUS = 200;
    private static final int FIRST_STATUS = 100;

    private final HttpProtocol protocol;
    private final Check.Http check;
    private final Answer answer;

    Http2Dialogue(HttpProtocol protocol, Check.Http check, Expected expected) {
        this.protocol = protocol;
        this.check = check;
        this.answer = new Answer(expected);
    }

    @Override
    public void opened(Attempt attempt) {
        Http2Client.ask(attempt, check.secure(), request(), Request.body(check), new Response(attempt));
    }

    private Http2Headers request() {
        var headers = new DefaultHttp2Headers()
                .method(check.method())
                .path(check.path())
                .scheme(check.secure() ? "https" : "http")
                .authority(Request.authority(check));
        if (!Request.namesItself(check)) {
            headers.add("user-agent", Request.AGENT);
        }
        check.headers().forEach((name, value) -> headers.add(name.toLowerCase(Locale.ROOT), value));
        return headers.add("accept", "*/*");
    }

    @Override
    public void received(Attempt attempt, ByteBuf bytes) {
        throw new IllegalStateException("the codec reads the bytes");
    }

    @Override
    public void closed(Attempt attempt) {
        attempt.failed(Cause.PROTOCOL_ERROR, "connection closed before the end of the answer");
    }

    private final class Response implements Exchange {

        private final Attempt attempt;
        private int status;
        private boolean complete;

        Response(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void headers(Http2Headers headers, boolean last) {
            if (status == 0) {
                head(headers);
            }
            end(last);
        }

        private void head(Http2Headers headers) {
            int found = number(headers.status());
            if (found < FIRST_STATUS) {
                attempt.failed(Cause.PROTOCOL_ERROR, "an answer without a status");
            } else if (found >= FIRST_FINAL_STATUS) {
                attempt.answering();
                status = found;
                headers.forEach(header -> answer.header(
                        header.getKey().toString(), header.getValue().toString()));
                judgeHead();
            }
        }

        private void judgeHead() {
            if (protocol.follows(status)) {
                complete = true;
                protocol.moved(attempt, status, answer.location());
            } else if (!protocol.accepts(status)) {
                complete = true;
                attempt.failed(Cause.WRONG_STATUS, protocol.wrongStatus(status));
            }
        }

        @Override
        public void data(ByteBuf bytes, boolean last) {
            boolean more = complete || answer.body(bytes, bytes.readableBytes());
            end(last || !more);
        }

        private void end(boolean last) {
            if (last && !complete) {
                complete = true;
                if (status > 0) {
                    HttpProtocol.judge(attempt, answer);
                } else {
                    attempt.failed(Cause.PROTOCOL_ERROR, "an answer that breaks off");
                }
            }
        }

        @Override
        public void broken(Cause cause, String detail) {
            if (!complete) {
                attempt.failed(cause, detail);
            }
        }
    }

    private static int number(@Nullable CharSequence status) {
        try {
            return status == null ? 0 : Integer.parseInt(status.toString());
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}

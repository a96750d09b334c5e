package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.http2.Exchange;
import io.signalbox.probe.http2.Http2Client;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request, one response over HTTP/2. */
final class Http2Dialogue implements Dialogue {

    private static final int FIRST_FINAL_STATUS = 200;
    private static final int FIRST_STATUS = 100;

    private final HttpProtocol protocol;
    private final Check.Http check;
    private final Answer answer;
    private @Nullable Response response;

    Http2Dialogue(HttpProtocol protocol, Check.Http check, Expected expected) {
        this.protocol = protocol;
        this.check = check;
        this.answer = new Answer(expected);
    }

    @Override
    public void opened(Attempt attempt) {
        var request = request();
        if (attempt.notes().wanted()) {
            attempt.notes().asked(head(request));
        }
        Http2Client.ask(attempt, check.secure(), request, Request.body(check), response(attempt));
    }

    private Response response(Attempt attempt) {
        var begun = new Response(attempt);
        response = begun;
        return begun;
    }

    /** The request line and the headers, as HTTP/1.1 would write them. */
    private static List<String> head(Http2Headers request) {
        var head = new ArrayList<String>();
        head.add(request.method() + " " + request.path() + " HTTP/2");
        head.add("host: " + request.authority());
        request.forEach(header -> {
            if (header.getKey().charAt(0) != ':') {
                head.add(header.getKey() + ": " + header.getValue());
            }
        });
        return head;
    }

    @Override
    public void describe(Notes notes) {
        if (response != null && response.status > 0) {
            boolean judged = response.ended && protocol.accepts(response.status);
            notes.body(answer.length(), protocol.bodyJudgement(judged, judged && answer.judge() == null));
        }
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
        private boolean ended;

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
                note(headers);
                headers.forEach(header -> answer.header(
                        header.getKey().toString(), header.getValue().toString()));
                judgeHead();
            }
        }

        private void note(Http2Headers headers) {
            Notes notes = attempt.notes();
            if (notes.wanted()) {
                notes.answered("HTTP/2 " + headers.status());
                headers.forEach(header -> {
                    if (header.getKey().charAt(0) != ':') {
                        notes.header(
                                header.getKey().toString(), header.getValue().toString());
                    }
                });
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
                ended = true;
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

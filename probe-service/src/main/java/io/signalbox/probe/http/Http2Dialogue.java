package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.http2.Http2Client;
import io.signalbox.probe.http2.ResponseListener;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request and its response over HTTP/2. */
final class Http2Dialogue implements ProbeDialogue {

    private static final int FIRST_FINAL_STATUS = 200;
    private static final int FIRST_STATUS = 100;
    private static final Pattern STATUS = Pattern.compile("[0-9]{3}");
    /** What frames may add to a body: a data frame of one byte has nine bytes around it. */
    private static final int BYTES_PER_BODY_BYTE = 10;

    private final HttpExchange exchange;
    private final Check.Http check;
    private final BufferedResponse answer;
    private @Nullable Response response;

    Http2Dialogue(HttpExchange exchange) {
        this.exchange = exchange;
        this.check = exchange.check();
        this.answer = new BufferedResponse(exchange.expected());
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        var request = request();
        if (attempt.listener().enabled()) {
            attempt.listener().asked(head(request));
        }
        Http2Client.ask(attempt, check.secure(), request, HttpRequest.body(check), mostBody(), response(attempt));
    }

    private long mostBody() {
        return (long) BYTES_PER_BODY_BYTE * exchange.expected().bodyLimit();
    }

    private Response response(ProbeAttempt attempt) {
        var begun = new Response(attempt);
        response = begun;
        return begun;
    }

    /** The request line and headers in HTTP/1.1 notation. */
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
    public void describe(AttemptListener steps) {
        if (response != null && response.status > 0) {
            boolean judged = response.ended && exchange.accepts(response.status);
            steps.body(answer.length(), exchange.bodyJudgement(judged, judged && answer.judge() == null));
        }
    }

    private Http2Headers request() {
        var headers = new DefaultHttp2Headers()
                .method(check.method())
                .path(check.path())
                .scheme(check.secure() ? "https" : "http")
                .authority(HttpRequest.authority(check));
        if (!HttpRequest.namesItself(check)) {
            headers.add("user-agent", HttpRequest.AGENT);
        }
        check.headers().forEach((name, value) -> headers.add(name.toLowerCase(Locale.ROOT), value));
        return headers.add("accept", "*/*");
    }

    @Override
    public void received(ProbeAttempt attempt, ByteBuf bytes) {
        throw new IllegalStateException("the codec consumes all bytes");
    }

    @Override
    public void closed(ProbeAttempt attempt) {
        attempt.failed(Cause.PROTOCOL_ERROR, "connection closed before the end of the response");
    }

    private final class Response implements ResponseListener {

        private final ProbeAttempt attempt;
        private int status;
        private boolean complete;
        private boolean ended;

        Response(ProbeAttempt attempt) {
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
                attempt.failed(Cause.PROTOCOL_ERROR, "a response without a status");
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
            AttemptListener steps = attempt.listener();
            if (steps.enabled()) {
                steps.answered("HTTP/2 " + headers.status());
                headers.forEach(header -> {
                    if (header.getKey().charAt(0) != ':') {
                        steps.header(
                                header.getKey().toString(), header.getValue().toString());
                    }
                });
            }
        }

        private void judgeHead() {
            if (exchange.follows(status)) {
                complete = true;
                exchange.moved(attempt, status, answer.location());
            } else if (!exchange.accepts(status)) {
                complete = true;
                attempt.failed(Cause.WRONG_STATUS, exchange.wrongStatus(status));
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
                    HttpExchange.judge(attempt, answer);
                } else {
                    attempt.failed(Cause.PROTOCOL_ERROR, "the response is incomplete");
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

    /** 0 for anything but three digits. */
    private static int number(@Nullable CharSequence status) {
        String text = status == null ? "" : status.toString();
        return STATUS.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }
}

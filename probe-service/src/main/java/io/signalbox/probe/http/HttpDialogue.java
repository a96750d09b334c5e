package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;

/** One request and its response. Judges a wrong status at once, the body once it is complete. */
final class HttpDialogue implements ProbeDialogue {

    private final HttpExchange exchange;
    private final ResponseReader response;

    HttpDialogue(HttpExchange exchange, ResponseReader response) {
        this.exchange = exchange;
        this.response = response;
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        exchange.ask(attempt, response);
    }

    @Override
    public void received(ProbeAttempt attempt, ByteBuf bytes) {
        try {
            response.read(bytes);
            judge(attempt);
        } catch (MalformedResponseException e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void closed(ProbeAttempt attempt) {
        try {
            response.end();
            judge(attempt);
        } catch (MalformedResponseException e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void describe(AttemptListener steps) {
        if (response.headRead()) {
            boolean judged = response.complete() && exchange.accepts(response.status());
            steps.body(response.bodyBytes(), exchange.bodyJudgement(judged, response.bodyMatches()));
        }
    }

    private void judge(ProbeAttempt attempt) {
        int status = response.status();
        if (status > 0 && !exchange.accepts(status)) {
            attempt.failed(Cause.WRONG_STATUS, exchange.wrongStatus(status));
        } else if (response.complete() && !response.bodyMatches()) {
            attempt.failed(
                    Cause.WRONG_BODY, "expected text not in the " + response.bodyBytes() + " bytes of body read");
        } else if (response.complete()) {
            attempt.passed();
        }
    }
}

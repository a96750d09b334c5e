package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;

/** One request and its response, for checks that judge headers, redirects or the whole body. */
final class FullResponseDialogue implements ProbeDialogue {

    private final HttpExchange exchange;
    private final BufferedResponse answer;
    private final ResponseReader response;

    FullResponseDialogue(HttpExchange exchange, boolean bodiless) {
        this.exchange = exchange;
        this.answer = new BufferedResponse(exchange.expected());
        this.response =
                new BufferingResponseReader(bodiless, exchange.expected().text(), answer);
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        exchange.ask(attempt, response);
    }

    @Override
    public void received(ProbeAttempt attempt, ByteBuf bytes) {
        if (response.complete()) {
            return;
        }
        try {
            response.read(bytes);
            look(attempt);
        } catch (MalformedResponseException e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void closed(ProbeAttempt attempt) {
        if (response.complete()) {
            return;
        }
        try {
            response.end();
            look(attempt);
        } catch (MalformedResponseException e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void describe(AttemptListener steps) {
        if (response.headRead()) {
            boolean judged = response.complete() && exchange.accepts(response.status());
            steps.body(response.bodyBytes(), exchange.bodyJudgement(judged, judged && answer.judge() == null));
        }
    }

    private void look(ProbeAttempt attempt) {
        int status = response.status();
        if (status == 0) {
            return;
        }
        if (exchange.follows(status)) {
            if (response.headRead()) {
                exchange.moved(attempt, status, answer.location());
            }
        } else if (!exchange.accepts(status)) {
            attempt.failed(Cause.WRONG_STATUS, exchange.wrongStatus(status));
        } else if (response.complete()) {
            HttpExchange.judge(attempt, answer);
        }
    }
}

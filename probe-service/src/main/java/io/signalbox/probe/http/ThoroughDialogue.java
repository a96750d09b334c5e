package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Notes;

/** One request, and a response of which more must be seen than its status and a text in its body. */
final class ThoroughDialogue implements Dialogue {

    private final HttpProtocol protocol;
    private final Answer answer;
    private final ResponseReader response;

    ThoroughDialogue(HttpProtocol protocol, boolean bodiless, Expected expected) {
        this.protocol = protocol;
        this.answer = new Answer(expected);
        this.response = new GatheringReader(bodiless, expected.text(), answer);
    }

    @Override
    public void opened(Attempt attempt) {
        protocol.ask(attempt, response);
    }

    @Override
    public void received(Attempt attempt, ByteBuf bytes) {
        if (response.complete()) {
            return;
        }
        try {
            response.read(bytes);
            look(attempt);
        } catch (MalformedResponse e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void closed(Attempt attempt) {
        if (response.complete()) {
            return;
        }
        try {
            response.end();
            look(attempt);
        } catch (MalformedResponse e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void describe(Notes notes) {
        if (response.headRead()) {
            boolean judged = response.complete() && protocol.accepts(response.status());
            notes.body(response.bodyBytes(), protocol.bodyJudgement(judged, judged && answer.judge() == null));
        }
    }

    private void look(Attempt attempt) {
        int status = response.status();
        if (status == 0) {
            return;
        }
        if (protocol.follows(status)) {
            if (response.headRead()) {
                protocol.moved(attempt, status, answer.location());
            }
        } else if (!protocol.accepts(status)) {
            attempt.failed(Cause.WRONG_STATUS, protocol.wrongStatus(status));
        } else if (response.complete()) {
            HttpProtocol.judge(attempt, answer);
        }
    }
}

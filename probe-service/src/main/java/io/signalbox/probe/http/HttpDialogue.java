package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Notes;

/** One request, one response. A wrong status is judged at once, the body when it has come. */
final class HttpDialogue implements Dialogue {

    private final HttpProtocol protocol;
    private final ResponseReader response;

    HttpDialogue(HttpProtocol protocol, ResponseReader response) {
        this.protocol = protocol;
        this.response = response;
    }

    @Override
    public void opened(Attempt attempt) {
        protocol.ask(attempt, response);
    }

    @Override
    public void received(Attempt attempt, ByteBuf bytes) {
        try {
            response.read(bytes);
            judge(attempt);
        } catch (MalformedResponse e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void closed(Attempt attempt) {
        try {
            response.end();
            judge(attempt);
        } catch (MalformedResponse e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void describe(Notes notes) {
        if (response.headRead()) {
            boolean judged = response.complete() && protocol.accepts(response.status());
            notes.body(response.bodyBytes(), protocol.bodyJudgement(judged, response.bodyMatches()));
        }
    }

    private void judge(Attempt attempt) {
        int status = response.status();
        if (status > 0 && !protocol.accepts(status)) {
            attempt.failed(Cause.WRONG_STATUS, protocol.wrongStatus(status));
        } else if (response.complete() && !response.bodyMatches()) {
            attempt.failed(
                    Cause.WRONG_BODY, "expected text not in the " + response.bodyBytes() + " bytes of body read");
        } else if (response.complete()) {
            attempt.passed();
        }
    }
}

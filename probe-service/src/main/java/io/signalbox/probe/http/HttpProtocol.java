package io.signalbox.probe.http;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.http2.Http2Client;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request and the judgement of its answer. A redirect is a status like any other unless it is to be followed. */
public final class HttpProtocol implements Dialogue.Protocol {

    private final Check.Http check;
    private final byte[] request;
    private final Expected expected;
    private final @Nullable Follower follower;

    /** Told where an answer sends the client. */
    @FunctionalInterface
    interface Follower {

        void moved(int status, @Nullable String location);
    }

    public HttpProtocol(Check.Http check) {
        this(check, new Expected(check), null);
    }

    HttpProtocol(Check.Http check, Expected expected, @Nullable Follower follower) {
        this.check = check;
        this.request = Request.bytes(check);
        this.expected = expected;
        this.follower = follower;
    }

    @Override
    public List<String> alpn() {
        return isVersion2() ? Http2Client.ALPN : List.of();
    }

    private boolean isVersion2() {
        return check.details().version() == 2;
    }

    @Override
    public Dialogue begin() {
        if (isVersion2()) {
            return new Http2Dialogue(this, check, expected);
        }
        boolean bodiless = check.method().equals("HEAD");
        return follower != null || expected.isDemanding()
                ? new ThoroughDialogue(this, bodiless, expected)
                : new HttpDialogue(this, new ResponseReader(bodiless, expected.text()));
    }

    /** Sends the request. @param answer that will be read */
    void ask(Attempt attempt, ResponseReader answer) {
        if (attempt.notes().wanted()) {
            attempt.notes().asked(Request.head(check));
            answer.tell(attempt.notes());
        }
        attempt.send(request);
    }

    /** What the check of the answer's headers and body came to, for a person. */
    String bodyJudgement(boolean judged, boolean met) {
        if (!expected.isDemanding() && check.bodyContains().isEmpty()) {
            return "nothing is expected of it";
        }
        if (!judged) {
            return "was not judged";
        }
        return met ? "is as expected" : "is not as expected";
    }

    boolean accepts(int status) {
        return check.accepts(status);
    }

    /** Whether an answer with this status is not the end. */
    boolean follows(int status) {
        return follower != null && Redirect.isOne(status) && !check.accepts(status);
    }

    /** Ends the attempt: what it found is that something else is to be asked. */
    void moved(Attempt attempt, int status, @Nullable String location) {
        if (follower != null) {
            follower.moved(status, location);
        }
        attempt.passed();
    }

    String wrongStatus(int status) {
        return "status " + status + ", expected " + accepted();
    }

    private String accepted() {
        return check.statuses().stream()
                .map(range -> range.from() == range.to() ? "" + range.from() : range.from() + " to " + range.to())
                .collect(Collectors.joining(", "));
    }

    /** Judges an answer that has come whole; a large one not on the event loop, where others wait. */
    static void judge(Attempt attempt, Answer answer) {
        if (answer.isHeavy()) {
            Thread.ofVirtual().start(() -> {
                Mismatch mismatch = answer.judge();
                attempt.later(() -> tell(attempt, mismatch));
            });
        } else {
            tell(attempt, answer.judge());
        }
    }

    private static void tell(Attempt attempt, @Nullable Mismatch mismatch) {
        if (mismatch == null) {
            attempt.passed();
        } else {
            attempt.failed(mismatch.cause(), mismatch.detail());
        }
    }
}

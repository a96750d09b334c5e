package io.signalbox.probe.http;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.ProbeAttempt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request of one check and the rules for its response, shared by all its attempts. */
final class HttpExchange {

    private final Check.Http check;
    private final byte[] request;
    private final ResponseExpectation expected;
    private final @Nullable RedirectListener redirects;

    /** Receives a redirect that the check follows. */
    @FunctionalInterface
    interface RedirectListener {

        void moved(int status, @Nullable String location);
    }

    /** @param redirects null if the check follows no redirects */
    HttpExchange(Check.Http check, ResponseExpectation expected, @Nullable RedirectListener redirects) {
        this.check = check;
        this.request = HttpRequest.bytes(check);
        this.expected = expected;
        this.redirects = redirects;
    }

    Check.Http check() {
        return check;
    }

    ResponseExpectation expected() {
        return expected;
    }

    /** True if headers or the whole body must be kept to judge the response. */
    boolean needsFullResponse() {
        return redirects != null || expected.isDemanding();
    }

    /** Sends the request. @param answer the reader of its response */
    void ask(ProbeAttempt attempt, ResponseReader answer) {
        if (attempt.listener().enabled()) {
            attempt.listener().asked(HttpRequest.head(check));
            answer.listen(attempt.listener());
        }
        attempt.send(request);
    }

    /** The verdict on headers and body, for people. */
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

    /** True if a response with this status is a redirect to follow. */
    boolean follows(int status) {
        return redirects != null && Redirect.isOne(status) && !check.accepts(status);
    }

    /** Ends the attempt: the redirect is followed by another one. */
    void moved(ProbeAttempt attempt, int status, @Nullable String location) {
        if (redirects != null) {
            redirects.moved(status, location);
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

    /** Judges a complete response; a large one off the event loop. */
    static void judge(ProbeAttempt attempt, BufferedResponse answer) {
        if (answer.isHeavy()) {
            attempt.offLoop(() -> {
                Mismatch mismatch = answer.judge();
                return () -> report(attempt, mismatch);
            });
        } else {
            report(attempt, answer.judge());
        }
    }

    private static void report(ProbeAttempt attempt, @Nullable Mismatch mismatch) {
        if (mismatch == null) {
            attempt.passed();
        } else {
            attempt.failed(mismatch.cause(), mismatch.detail());
        }
    }
}

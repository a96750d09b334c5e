package io.signalbox.probe.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.http2.ResponseListener;
import io.signalbox.probe.wire.ProbeAttempt;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the response of the health call: headers, one message and trailers, or headers alone if the call failed. */
final class HealthCallListener implements ResponseListener {

    private static final String OK = "200";
    private static final Pattern HTTP_STATUS = Pattern.compile("[2-5][0-9]{2}");
    private static final Pattern CALL_STATUS = Pattern.compile("[0-9]|1[0-6]");
    private static final List<String> CALL_STATUS_NAMES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    private final ProbeAttempt attempt;
    private final HealthMessages.Response response = new HealthMessages.Response();
    private boolean begun;

    HealthCallListener(ProbeAttempt attempt) {
        this.attempt = attempt;
    }

    @Override
    public void headers(Http2Headers headers, boolean last) {
        if ((begun || begins(headers)) && last) {
            ends(headers.get("grpc-status"));
        }
    }

    private boolean begins(Http2Headers headers) {
        String status = String.valueOf(headers.status());
        if (status.startsWith("1")) {
            return false;
        }
        attempt.answering();
        CharSequence type = headers.get("content-type");
        if (!HTTP_STATUS.matcher(status).matches()) {
            attempt.failed(Cause.PROTOCOL_ERROR, "a response without a status");
        } else if (!status.equals(OK)) {
            attempt.failed(Cause.WRONG_STATUS, "HTTP status " + status + ", expected " + OK);
        } else if (type == null || !type.toString().startsWith("application/grpc")) {
            attempt.failed(Cause.PROTOCOL_ERROR, "the response is not gRPC");
        } else {
            begun = true;
        }
        return begun;
    }

    @Override
    public void data(ByteBuf bytes, boolean last) {
        response.read(bytes);
        if (last) {
            ends(null);
        }
    }

    private void ends(@Nullable CharSequence grpcStatus) {
        String status = grpcStatus == null ? "" : grpcStatus.toString();
        if (!CALL_STATUS.matcher(status).matches()) {
            attempt.failed(Cause.PROTOCOL_ERROR, "a response without grpc-status");
        } else if (!status.equals("0")) {
            attempt.failed(
                    Cause.WRONG_STATUS,
                    "grpc-status " + status + " " + CALL_STATUS_NAMES.get(Integer.parseInt(status)) + ", expected OK");
        } else {
            judge(response.status());
        }
    }

    private void judge(HealthMessages.Status status) {
        switch (status) {
            case HealthMessages.Status.Serving() -> attempt.passed();
            case HealthMessages.Status.Not(String name) ->
                attempt.failed(Cause.NOT_SERVING, "status " + name + ", expected SERVING");
            case HealthMessages.Status.Unreadable(String why) -> attempt.failed(Cause.PROTOCOL_ERROR, why);
        }
    }

    @Override
    public void broken(Cause cause, String detail) {
        attempt.failed(cause, detail);
    }
}

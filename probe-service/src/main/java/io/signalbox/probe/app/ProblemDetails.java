package io.signalbox.probe.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.codec.Codec;
import io.signalbox.probe.access.Authorizer;
import io.signalbox.probe.once.InvalidRequestException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An error response (RFC 9457).
 *
 * @param type a URI of this service, see {@link Problem}
 * @param where the field, parameter or setting; null without one, as are {@code found} and {@code allowed}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDetails(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String where,
        @Nullable String found,
        @Nullable String allowed) {

    private static final Codec<ProblemDetails> CODEC = Codec.of(ProblemDetails.class);

    static ProblemDetails of(Problem problem, String detail) {
        return new ProblemDetails(problem.type(), problem.title(), problem.status(), detail, null, null, null);
    }

    static ProblemDetails of(Authorizer.Refusal refusal) {
        return of(Problem.of(refusal.status()), refusal.detail());
    }

    static ProblemDetails of(InvalidRequestException refusal) {
        Problem problem = Problem.INVALID_VALUE;
        return new ProblemDetails(
                problem.type(),
                problem.title(),
                problem.status(),
                String.valueOf(refusal.getMessage()),
                refusal.where(),
                refusal.found(),
                refusal.allowed());
    }

    void answer(RoutingContext context) {
        var _ = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(CODEC.write(this)));
    }
}

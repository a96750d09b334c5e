package io.signalbox.probe.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.signalbox.contract.codec.Codec;
import io.signalbox.probe.once.InvalidRequestException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An error response (RFC 9457).
 *
 * @param where the field, parameter or setting; null without one, as are {@code found} and {@code allowed}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDetails(
        String title,
        int status,
        @Nullable String detail,
        @Nullable String where,
        @Nullable String found,
        @Nullable String allowed) {

    private static final int BAD_REQUEST = 400;
    private static final Codec<ProblemDetails> CODEC = Codec.of(ProblemDetails.class);

    static ProblemDetails of(int status, @Nullable String detail) {
        return new ProblemDetails(HttpResponseStatus.valueOf(status).reasonPhrase(), status, detail, null, null, null);
    }

    static ProblemDetails of(InvalidRequestException refusal) {
        return new ProblemDetails(
                "Bad Request", BAD_REQUEST, refusal.getMessage(), refusal.where(), refusal.found(), refusal.allowed());
    }

    void answer(RoutingContext context) {
        var _ = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(CODEC.write(this)));
    }
}

package io.signalbox.probe.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.signalbox.contract.json.Codec;
import io.signalbox.probe.once.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 says it.
 *
 * @param where the field, parameter or setting; like what was found there and what is allowed, null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Trouble(
        String title,
        int status,
        @Nullable String detail,
        @Nullable String where,
        @Nullable String found,
        @Nullable String allowed) {

    private static final int BAD_REQUEST = 400;
    private static final Codec<Trouble> CODEC = Codec.of(Trouble.class);

    static Trouble of(int status, @Nullable String detail) {
        return new Trouble(HttpResponseStatus.valueOf(status).reasonPhrase(), status, detail, null, null, null);
    }

    static Trouble of(Refusal refusal) {
        return new Trouble(
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

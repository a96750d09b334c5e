package io.signalbox.decision.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contract.Directive;
import io.signalbox.contract.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of a directive. With an idempotency key, it is a hash of caller and key, followed by a hash of the request. So the same
 * request has the same id on every instance at any time, and another request with the same key has the same beginning.
 *
 * @param beginning the common prefix of all ids of this caller and key; null without a key
 */
record DirectiveId(String value, @Nullable String beginning) {

    private static final int CALLER_AND_KEY_DIGITS = 24;
    private static final int REQUEST_DIGITS = 12;

    /** @param body as the caller sent it, so that a repeated request with a duration (relative to its call) has the same id */
    static DirectiveId of(String person, @Nullable String key, String target, Directive.Order order, Orders.Body body) {
        if (key == null) {
            return new DirectiveId(UUID.randomUUID().toString(), null);
        }
        String beginning = "key-" + digits(person + "\n" + key, CALLER_AND_KEY_DIGITS) + "-";
        String request = target + "\n" + order.kind() + "\n" + text(body);
        return new DirectiveId(beginning + digits(request, REQUEST_DIGITS), beginning);
    }

    private static String text(Orders.Body body) {
        try {
            return Codec.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that was read can be written as JSON", e);
        }
    }

    private static String digits(String text, int count) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, count);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.signalbox.decision.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contract.Directive;
import io.signalbox.contract.json.Codec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of a directive. With an idempotency key it follows from caller and key, then from what is asked: the same request
 * has the same id on every instance and at any time, and another request with the same key is known by its beginning.
 *
 * @param beginning what all ids of this caller and key begin with; null without a key
 */
record DirectiveId(String value, @Nullable String beginning) {

    private static final int CALLER_AND_KEY_DIGITS = 24;
    private static final int REQUEST_DIGITS = 12;

    /** @param body as the caller sent it: a duration there counts from each call, and is the same request all the same */
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
            throw new IllegalStateException("what was read can be written", e);
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

package io.signalbox.contract.topology;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A description as text, of which a digest is made. A part without content (null, false, 0, or empty) is omitted, so
 * that a new kind of part changes no digest until it is used: services of two versions agree on the rest.
 */
final class Description {

    private final StringBuilder text = new StringBuilder();

    /** Each part has its length in front, so that no value can be mistaken for the next part. */
    Description part(String name, @Nullable Object value) {
        String words = value == null ? "" : value.toString();
        boolean silent = words.isEmpty()
                || value instanceof Boolean truth && !truth
                || value instanceof Number number && number.longValue() == 0
                || value instanceof Collection<?> many && many.isEmpty();
        if (!silent) {
            text.append(name)
                    .append(' ')
                    .append(words.length())
                    .append(' ')
                    .append(words)
                    .append('\n');
        }
        return this;
    }

    String digest() {
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

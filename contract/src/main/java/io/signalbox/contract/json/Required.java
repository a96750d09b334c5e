package io.signalbox.contract.json;

import org.jspecify.annotations.Nullable;

/** Rejects a value without one of its fields. */
public final class Required {

    private Required() {}

    public static void present(String what, String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(what + ": " + field + " is missing");
        }
    }
}

package io.signalbox.contract;

import org.jspecify.annotations.Nullable;

/** Refuses a value that came without one of its fields. */
final class Required {

    private Required() {}

    static void present(String what, String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(what + ": " + field + " is missing");
        }
    }
}

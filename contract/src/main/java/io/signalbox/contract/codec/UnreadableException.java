package io.signalbox.contract.codec;

import io.signalbox.contract.Topics;
import org.jspecify.annotations.Nullable;

/** Bytes that are not a value of the expected kind. The record goes to {@link Topics#REJECTED} and blocks nothing. */
public final class UnreadableException extends Exception {

    public UnreadableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

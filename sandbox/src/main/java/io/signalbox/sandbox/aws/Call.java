package io.signalbox.sandbox.aws;

import java.time.Instant;
import java.util.List;

/**
 * One request as it was answered.
 *
 * @param accessKey of the caller, from the signature
 * @param result the change's id, {@code ok}, or the error's code
 * @param detail the error's message; empty on success
 * @param batch what was to be changed, whether it was or not; empty for everything else
 */
public record Call(
        Instant at, Operation operation, String accessKey, String result, String detail, List<Change> batch) {

    public Call {
        batch = List.copyOf(batch);
    }

    public boolean accepted() {
        return operation == Operation.CHANGE_RECORDS && result.startsWith("C");
    }
}

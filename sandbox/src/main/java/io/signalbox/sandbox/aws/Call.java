package io.signalbox.sandbox.aws;

import java.time.Instant;
import java.util.List;

/**
 * One request and how it ended.
 *
 * @param accessKey of the caller, from the signature
 * @param account of the caller; empty if the credentials are not valid
 * @param result the id of the change, {@code ok}, {@code lost}, or the error's code
 * @param detail the error's message; empty on success
 * @param batch the requested changes, also when refused; empty for other operations
 */
public record Call(
        Instant at,
        Operation operation,
        String accessKey,
        String account,
        String result,
        String detail,
        List<RecordChange> batch) {

    public Call {
        batch = List.copyOf(batch);
    }

    public boolean accepted() {
        return operation == Operation.CHANGE_RECORDS && result.startsWith("C");
    }
}

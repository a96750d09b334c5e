package io.signalbox.sandbox.s3;

import java.util.Optional;

/** The operations of this endpoint. */
public enum S3Operation {
    GET_OBJECT("GET"),
    HEAD_OBJECT("HEAD"),
    PUT_OBJECT("PUT"),
    DELETE_OBJECT("DELETE");

    private final String method;

    S3Operation(String method) {
        this.method = method;
    }

    static Optional<S3Operation> of(String method) {
        for (S3Operation operation : values()) {
            if (operation.method.equals(method)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** True if anonymous requests are allowed, as if by a bucket policy. */
    boolean open() {
        return this == GET_OBJECT || this == HEAD_OBJECT;
    }
}

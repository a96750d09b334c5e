package io.signalbox.sandbox.s3;

import java.util.Optional;

/** The operations of this endpoint. */
public enum S3Operation {
    GET_OBJECT("GET", "GetObject"),
    HEAD_OBJECT("HEAD", "HeadObject"),
    PUT_OBJECT("PUT", "PutObject"),
    DELETE_OBJECT("DELETE", "DeleteObject");

    private final String method;
    private final String awsName;

    S3Operation(String method, String awsName) {
        this.method = method;
        this.awsName = awsName;
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

    @Override
    public String toString() {
        return awsName;
    }
}

package io.signalbox.sandbox.ssm;

import java.util.Arrays;
import java.util.Optional;

/** The operations of this endpoint. */
public enum ParameterOperation {
    GET("GetParameter"),
    PUT("PutParameter"),
    DELETE("DeleteParameter");

    /** Precedes the operation in {@code X-Amz-Target}. */
    static final String SERVICE = "AmazonSSM.";

    private final String awsName;

    ParameterOperation(String awsName) {
        this.awsName = awsName;
    }

    static Optional<ParameterOperation> of(String awsName) {
        return Arrays.stream(values())
                .filter(operation -> operation.awsName.equals(awsName))
                .findFirst();
    }

    @Override
    public String toString() {
        return awsName;
    }
}

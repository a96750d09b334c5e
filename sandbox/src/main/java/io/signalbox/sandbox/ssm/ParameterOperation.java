package io.signalbox.sandbox.ssm;

import java.util.Arrays;
import java.util.Optional;

/** What this endpoint can be asked. */
public enum ParameterOperation {
    GET("GetParameter"),
    PUT("PutParameter"),
    DELETE("DeleteParameter");

    private static final String SERVICE = "AmazonSSM.";

    private final String awsName;

    ParameterOperation(String awsName) {
        this.awsName = awsName;
    }

    /** @param target the request's {@code X-Amz-Target} */
    static Optional<ParameterOperation> of(String target) {
        return Arrays.stream(values())
                .filter(operation -> target.equals(SERVICE + operation))
                .findFirst();
    }

    @Override
    public String toString() {
        return awsName;
    }
}

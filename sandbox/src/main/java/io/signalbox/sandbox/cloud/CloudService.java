package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.cloud.protocol.Protocol;

/**
 * One AWS service: its protocol, its operations, and its own error codes.
 *
 * @param throttled the error for throttling
 * @param broken the error for an internal failure
 * @param denied the error for a missing permission, without its message
 */
record CloudService(
        Protocol protocol, Fault.Error throttled, Fault.Error broken, Fault.Error denied, Performer performer) {

    /** Performs an operation and returns the members of the response. */
    interface Performer {
        JsonNode perform(CloudRequest request) throws ApiError;
    }

    ApiError denied(String message) {
        return new ApiError(denied.status(), denied.code(), message);
    }

    /** Replaces the generic errors by the service's own; other errors stay as they are. */
    ApiError worded(Fault.Error error) {
        Fault.Error own = error;
        if (error.equals(Fault.throttling())) {
            own = throttled;
        } else if (error.equals(Fault.internalError())) {
            own = broken;
        }
        return new ApiError(own.status(), own.code(), own.message());
    }
}

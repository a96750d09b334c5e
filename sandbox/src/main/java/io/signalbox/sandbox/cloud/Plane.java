package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.aws.AwsError;
import io.signalbox.sandbox.aws.Fault;

/**
 * One service: how it speaks and what it does.
 *
 * @param throttled what it says when requests come too fast
 * @param broken what it says when the failure is its own
 */
record Plane(Protocol protocol, Fault.Error throttled, Fault.Error broken, Performer performer) {

    /** Does what a request asks, and tells what its answer holds. */
    interface Performer {
        JsonNode perform(CloudRequest request) throws AwsError;
    }

    /** The service's own words for what may be injected into any service; everything else as it is. */
    AwsError worded(Fault.Error error) {
        Fault.Error own = error;
        if (error.equals(Cloud.throttling())) {
            own = throttled;
        } else if (error.equals(Cloud.internalError())) {
            own = broken;
        }
        return new AwsError(own.status(), own.code(), own.message());
    }
}

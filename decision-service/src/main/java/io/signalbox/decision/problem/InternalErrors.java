package io.signalbox.decision.problem;

import java.util.UUID;
import org.jboss.logging.Logger;

/** Unexpected errors: the caller gets an id, under which the log has the error. */
final class InternalErrors {

    private static final Logger LOG = Logger.getLogger(InternalErrors.class);

    private InternalErrors() {}

    static ApiProblemDetails logged(Throwable error) {
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(error, "request failed instance=%s", instance);
        return ApiProblemDetails.of(ApiProblem.INTERNAL_ERROR, "an unexpected error; the log has it under " + instance)
                .withInstance(instance);
    }
}

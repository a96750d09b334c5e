package io.signalbox.decision.problem;

import java.util.UUID;
import org.jboss.logging.Logger;

/** Unexpected errors: the log has the error, the caller only the name under which it stands there. */
final class InternalErrors {

    private static final Logger LOG = Logger.getLogger(InternalErrors.class);

    private InternalErrors() {}

    static ProblemDetails logged(Throwable error) {
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(error, "request failed instance=%s", instance);
        return ProblemDetails.of(Problem.INTERNAL_ERROR, "an unexpected error; the log has it under " + instance)
                .withInstance(instance);
    }
}

package io.signalbox.bench.mass;

import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.StepOutcome.Result;

/** Why Route 53 refuses the change of one service, and with it each batch that contains it. */
enum Poison {
    /** Another writer has changed its records: the error names them. */
    DRIFT,
    /** The health checks of its records were deleted: the error names one of them. */
    DELETED_CHECK,
    /** The policy does not allow its name: the error names nothing. */
    DENIED_NAME;

    boolean explains(Result result) {
        return switch (this) {
            case DRIFT -> result instanceof Refused refused && refused.why() == Refusal.DRIFT;
            case DELETED_CHECK -> result instanceof Failed failed && failed.is(FailureCause.HEALTH_CHECK_MISSING);
            case DENIED_NAME -> result instanceof Failed failed && failed.is(FailureCause.ACCESS_DENIED);
        };
    }
}

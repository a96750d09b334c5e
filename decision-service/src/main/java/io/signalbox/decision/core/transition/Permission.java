package io.signalbox.decision.core.transition;

import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The governor's answer. */
public sealed interface Permission {

    record Granted() implements Permission {}

    /**
     * @param until when time alone may change the answer; null when it cannot
     * @param approvable whether an approver's consent is enough
     */
    record Held(Reason reason, @Nullable Instant until, boolean approvable) implements Permission {}
}

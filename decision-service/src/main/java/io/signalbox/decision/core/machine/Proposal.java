package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;
import io.signalbox.contract.SiteName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What selection concludes for one service. */
public sealed interface Proposal {

    Reason reason();

    /** @param reconsiderAt when time alone may change the answer; null when it cannot */
    record Stay(Reason reason, @Nullable Instant reconsiderAt) implements Proposal {}

    record Move(SiteName to, MoveKind kind, Reason reason) implements Proposal {}
}

package io.signalbox.decision.core.transition;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.MoveKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What selection concludes for one service. */
public sealed interface MoveProposal {

    Reason reason();

    /** @param reconsiderAt when time alone may change the answer; null when it cannot */
    record Stay(Reason reason, @Nullable Instant reconsiderAt) implements MoveProposal {}

    record Move(SiteName to, MoveKind kind, Reason reason) implements MoveProposal {}
}

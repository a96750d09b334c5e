package io.signalbox.decision.core.transition;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.MoveKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result of site selection for one service. */
public sealed interface MoveProposal {

    Reason reason();

    /** @param reconsiderAt when time alone may change the result; null when it cannot */
    record Stay(Reason reason, @Nullable Instant reconsiderAt) implements MoveProposal {}

    record Move(SiteName to, MoveKind kind, Reason reason) implements MoveProposal {}
}

package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.MoveKind;
import java.time.Instant;

/**
 * A simulated move of traffic from one site to another.
 *
 * @param at when the provider would accept the switch
 * @param asked whether a person had to agree, which takes no time in a rehearsal
 */
public record Move(
        ServiceName service, Instant at, SiteName from, SiteName to, MoveKind kind, Reason reason, boolean asked) {}

package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.MoveKind;
import java.time.Instant;

/**
 * Traffic would go from one site to another.
 *
 * @param at when the provider would take the switch
 * @param asked whether a person had to agree, which in a rehearsal takes no time
 */
public record Move(
        ServiceName service, Instant at, SiteName from, SiteName to, MoveKind kind, Reason reason, boolean asked) {}

package io.signalbox.contract.reason;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All codes of reasons and alarms. docs/reasons.md is made from them. */
public final class ReasonCodes {

    private ReasonCodes() {}

    /** In the order of their groups. */
    public static List<ReasonCode> all() {
        return Stream.<ReasonCode[]>of(
                        EvidenceReason.values(),
                        SelectionReason.values(),
                        HoldReason.values(),
                        FenceReason.values(),
                        PlanReason.values(),
                        OrderReason.values(),
                        DrillReason.values(),
                        ServiceReason.values())
                .flatMap(Arrays::stream)
                .toList();
    }
}

package io.signalbox.contract.reason;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All codes of reasons and alarms. docs/reasons.md is made from them. */
public sealed interface ReasonCode
        permits EvidenceReason,
                SelectionReason,
                HoldReason,
                FenceReason,
                PlanReason,
                OrderReason,
                DrillReason,
                ServiceReason {

    Guide guide();

    /** As in states, journal and metrics. */
    default String code() {
        return guide().code();
    }

    /** All codes, in the order of their groups. */
    static List<ReasonCode> all() {
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

    /** The code of a constant's name. */
    static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

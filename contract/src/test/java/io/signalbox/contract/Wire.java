package io.signalbox.contract;

import static java.util.stream.Collectors.toSet;

import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.Through;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records that travel, as reflection sees them. */
final class Wire {

    /** What a topic's value can be. */
    private static final Class<?>[] VALUES = {
        Observation.class,
        HeardBeat.class,
        SiteVerdict.class,
        Watermark.class,
        Directive.class,
        Command.class,
        StepOutcome.class,
        FenceSighting.class,
        DriftSighting.class,
        ServiceStatus.class,
        JournalEntry.class
    };

    private static final List<Class<?>> PARTS = List.of(
            AwsRole.class,
            CheckHistory.class,
            Fence.class,
            Mark.class,
            ProbeResult.class,
            Reason.class,
            RecordSet.class,
            RecoveryTimes.class,
            SignalObject.class,
            Split.class,
            StepArguments.class,
            Through.class,
            Timings.class,
            VantageHealth.class,
            Vote.class);

    static final Set<String> NULLABLE_NAMES = components().stream()
            .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
            .map(RecordComponent::getName)
            .collect(toSet());

    private Wire() {}

    static List<String> valueNames() {
        return Arrays.stream(VALUES).map(Class::getName).toList();
    }

    static List<RecordComponent> components() {
        var components = new ArrayList<RecordComponent>();
        Arrays.stream(VALUES).forEach(type -> collect(type, components));
        PARTS.forEach(type -> collect(type, components));
        ActionKinds.ALL.forEach(kind -> collect(kind.type(), components));
        return components;
    }

    private static void collect(Class<?> type, List<RecordComponent> components) {
        if (type.isRecord()) {
            components.addAll(List.of(type.getRecordComponents()));
        }
        Arrays.stream(type.getDeclaredClasses()).forEach(nested -> collect(nested, components));
    }
}

package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.Action;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.topology.Work;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one step of a plan does, with all values resolved. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "does")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepTask.Adopt.class, name = "adopt"),
    @JsonSubTypes.Type(value = StepTask.Readopt.class, name = "readopt"),
    @JsonSubTypes.Type(value = StepTask.Claim.class, name = "claim"),
    @JsonSubTypes.Type(value = StepTask.Switch.class, name = "switch"),
    @JsonSubTypes.Type(value = StepTask.Ramp.class, name = "ramp"),
    @JsonSubTypes.Type(value = StepTask.Act.class, name = "act"),
    @JsonSubTypes.Type(value = StepTask.Gate.class, name = "gate")
})
public sealed interface StepTask {

    record Adopt(StepArguments.DnsAdopt arguments) implements StepTask {}

    /**  */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Readopt(
            StepArguments.DnsReadopt arguments,
            @JsonProperty(required = false) @Nullable Fence expected,
            Fence next) implements StepTask {}

    record Claim(StepArguments.Claim arguments) implements StepTask {}

    /**  */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Switch(
            StepArguments.Switch arguments,
            @JsonProperty(required = false) @Nullable Split split) implements StepTask {

        /** All traffic goes to one site. */
        public static Switch all(StepArguments.Switch arguments) {
            return new Switch(arguments, null);
        }
    }

    /**
     * Moves a share of the traffic to the target, under the plan's claim.
     *
     * @param back the records that give all traffic back to the site that is left
     */
    record Ramp(StepArguments.DnsSwitch arguments, List<RecordSet> back, Split split) implements StepTask {
        public Ramp {
            back = List.copyOf(back);
        }
    }

    /**  */
    record Act(Action action, Map<String, String> restore) implements StepTask {
        public Act {
            restore = Map.copyOf(restore);
        }
    }

    /** Waits for a condition, inside the core; nothing is sent. */
    record Gate(Work work) implements StepTask {}

    /** The kind of step, as in the topology. */
    default String label() {
        return switch (this) {
            case Adopt adopt -> adopt.arguments().kind();
            case Readopt readopt -> readopt.arguments().kind();
            case Claim claim -> claim.arguments().kind();
            case Switch change -> change.arguments().kind();
            case Ramp ramp -> ramp.arguments().kind();
            case Act act -> act.restore().isEmpty() ? act.action().kind() : "restore";
            case Gate gate -> gate.work().kind();
        };
    }

    /** Whether it cannot be undone. */
    default boolean irreversible() {
        return switch (this) {
            case Act act -> act.action().oneWay();
            case Adopt _, Readopt _, Claim _, Switch _, Ramp _, Gate _ -> false;
        };
    }
}

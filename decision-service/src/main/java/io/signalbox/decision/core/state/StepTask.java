package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Work;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The task of one step of a plan, with all its arguments resolved. */
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

    /**
     * @param expected the fence found at the provider; null for none, or for one that cannot be read
     * @param next the fence to write if the records answer the known active site
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Readopt(
            StepArguments.DnsReadopt arguments,
            @JsonProperty(required = false) @Nullable Fence expected,
            Fence next) implements StepTask {}

    record Claim(StepArguments.Claim arguments) implements StepTask {}

    /** @param split the part of the traffic that another site gets; null for none */
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
     * Sends a part of the traffic to the plan's target, under the plan's claim.
     *
     * @param back records that give all traffic to the site that is left
     */
    record Ramp(StepArguments.DnsSwitch arguments, List<RecordSet> back, Split split) implements StepTask {
        public Ramp {
            back = List.copyOf(back);
        }
    }

    /**
     * @param restore values to restore instead of running the action; empty to run it
     * @param role with which AWS is called; null for the actuator's own credentials
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Act(
            Action action,
            Map<String, String> restore,
            @JsonProperty(required = false) @Nullable AwsRole role) implements StepTask {
        public Act {
            restore = Map.copyOf(restore);
        }
    }

    /** Waits inside the core; no command is sent. */
    record Gate(Work work) implements StepTask {}

    /** The kind, as shown to people. */
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

    /** True if the task cannot be undone. */
    default boolean irreversible() {
        return switch (this) {
            case Act act -> act.action().oneWay();
            case Adopt _, Readopt _, Claim _, Switch _, Ramp _, Gate _ -> false;
        };
    }
}

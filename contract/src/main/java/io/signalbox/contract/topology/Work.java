package io.signalbox.contract.topology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.step.Action;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work of a step: moves the traffic, waits for something, or asks the actuator for an action. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Switch.class, name = "switch"),
    @JsonSubTypes.Type(value = Work.WaitHealthy.class, name = "wait-healthy"),
    @JsonSubTypes.Type(value = Work.WaitLag.class, name = "wait-lag"),
    @JsonSubTypes.Type(value = Work.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = Work.Approve.class, name = "approve"),
    @JsonSubTypes.Type(value = Work.Restore.class, name = "restore"),
    @JsonSubTypes.Type(value = Work.Act.class, name = "act")
})
public sealed interface Work {

    /**
     * The traffic moves. YAML {@code dns-switch: {}}; exactly one in each plan.
     *
     * @param ramp what the target gets before it gets all, in rising order; empty for all at once
     */
    record Switch(List<Ramp> ramp) implements Work {

        /** @param percent of the traffic, 1 to 99 @param time how long the target must be UP and ready with it */
        public record Ramp(int percent, Duration time) {}

        public Switch {
            ramp = List.copyOf(ramp);
        }

        /** All at once. */
        public Switch() {
            this(List.of());
        }

        /** The least time that the ramp takes. */
        public Duration takes() {
            return ramp.stream().map(Ramp::time).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** The target has been UP and ready without interruption. YAML {@code wait-healthy: {for: 10s}}, default 0s. */
    record WaitHealthy(Duration stable) implements Work {}

    /**
     * A probe of the target that does not decide about its health is UP. YAML {@code wait-lag: {probe: replica-lag}}.
     */
    record WaitLag(ProbeName probe) implements Work {}

    /** Time passes. YAML {@code pause: {for: 30s}}. */
    record Pause(Duration time) implements Work {}

    /** An approver agrees. YAML {@code approve: {question: "promote the replica?"}}. */
    record Approve(String question) implements Work {}

    /**
     * Restores what a step of the failover plan has changed; nothing if no values are remembered. YAML {@code restore:
     * {step: scale-up}}.
     */
    record Restore(String step) implements Work {}

    /**
     * The actuator executes an action. YAML: the kind's own key, for example {@code webhook: {url: …}}.
     *
     * @param role with which AWS is called; null for the credentials of the process
     */
    record Act(
            Action action,
            @JsonProperty(required = false) @Nullable AwsRole role) implements Work {

        /** With the credentials of the process. */
        public Act(Action action) {
            this(action, null);
        }

        /** For digests of plans: an action without a role is described as before there were roles. */
        @Override
        public String toString() {
            return "Act[action=" + action + (role == null ? "" : ", role=" + role) + "]";
        }
    }

    /** The kind as people know it. */
    default String kind() {
        return switch (this) {
            case Switch _ -> "dns-switch";
            case WaitHealthy _ -> "wait-healthy";
            case WaitLag _ -> "wait-lag";
            case Pause _ -> "pause";
            case Approve _ -> "approve";
            case Restore _ -> "restore";
            case Act act -> act.action().kind();
        };
    }
}

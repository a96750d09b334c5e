package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.step.StepArguments;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one step of a plan: a value of {@link Topics#COMMANDS}. Sending it again is always safe.
 *
 * @param plan unique within the cell
 * @param step from 0
 * @param attempt from 1
 * @param deadline after which the attempt must not begin any change
 * @param expected the fence that the decision was made on; null when the service has none yet
 * @param next the fence that the step leaves; for an action the present one; for {@code dns-adopt} its active site is
 *     only the preferred one
 * @param restore whether {@code previous} is restored instead of executing the arguments
 * @param previous the values that the step has changed, as they were before, by name; empty while none are known
 * @param topologyDigest of the whole topology when the plan was made; for people, and for an actuator of a version
 *     before {@code serviceDigest}
 * @param serviceDigest of the service when its plan was made, see {@link
 *     io.signalbox.contract.topology.Service#routingDigest}; null from an earlier version, whose commands are compared
 *     with the whole topology
 * @param note the subject, for a person; null when the arguments are enough
 * @param role with which an action calls AWS; null for the credentials of the process
 * @param event what a notice is about; null for a step of a plan, and for a notice of a drill
 * @param token of the last {@link StepOutcome.InProgress} of the step; null at first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Command(
        int v,
        ServiceName service,
        CellName cell,
        String plan,
        int step,
        int attempt,
        Instant issuedAt,
        Instant deadline,
        @JsonProperty(required = false) @Nullable Fence expected,
        Fence next,
        @JsonProperty(required = false) @Nullable String token,
        StepArguments arguments,
        String topologyDigest,
        @JsonProperty(required = false) @Nullable Boolean restore,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        Map<String, String> previous,

        @JsonProperty(required = false) @Nullable String note,
        @JsonProperty(required = false) @Nullable String serviceDigest,
        @JsonProperty(required = false) @Nullable AwsRole role,
        @JsonProperty(required = false) @Nullable NoticeEvent event) {

    public static final int VERSION = 1;

    /** Of a step that calls AWS with the credentials of the process. */
    public Command(
            int v,
            ServiceName service,
            CellName cell,
            String plan,
            int step,
            int attempt,
            Instant issuedAt,
            Instant deadline,
            @Nullable Fence expected,
            Fence next,
            @Nullable String token,
            StepArguments arguments,
            String topologyDigest,
            @Nullable Boolean restore,
            @Nullable Map<String, String> previous,
            @Nullable String note,
            @Nullable String serviceDigest) {
        this(
                v,
                service,
                cell,
                plan,
                step,
                attempt,
                issuedAt,
                deadline,
                expected,
                next,
                token,
                arguments,
                topologyDigest,
                restore,
                previous,
                note,
                serviceDigest,
                null,
                null);
    }

    public Command {
        Version.require("command", v, VERSION);
        Required.present("command", "service", service);
        Required.present("command", "cell", cell);
        Required.present("command", "plan", plan);
        Required.present("command", "issuedAt", issuedAt);
        Required.present("command", "deadline", deadline);
        Required.present("command", "next", next);
        Required.present("command", "arguments", arguments);
        Required.present("command", "topologyDigest", topologyDigest);
        previous = previous == null ? Map.of() : Map.copyOf(previous);
    }

    /** The same with a role. */
    public Command with(@Nullable AwsRole other) {
        return with(other, event);
    }

    /** The same about an event. */
    public Command about(@Nullable NoticeEvent other) {
        return with(role, other);
    }

    private Command with(@Nullable AwsRole otherRole, @Nullable NoticeEvent otherEvent) {
        return new Command(
                v,
                service,
                cell,
                plan,
                step,
                attempt,
                issuedAt,
                deadline,
                expected,
                next,
                token,
                arguments,
                topologyDigest,
                restore,
                previous,
                note,
                serviceDigest,
                otherRole,
                otherEvent);
    }

    /** True if the step is to be undone. */
    public boolean restores() {
        return restore != null && restore;
    }
}

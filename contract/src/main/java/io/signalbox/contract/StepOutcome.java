package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one attempt at a step.
 *
 * @param fenceSeen the fence as last read or written by this attempt; null when it was not read or does not exist
 * @param previous the values that the step changes, as they were before, by name. They are reported, and returned in
 *     {@link Command#previous}, before anything is changed
 * @param timings the times of named moments: {@code received}, {@code accepted}, {@code insync}, {@code answered},
 *     {@code reached}, {@code replicated}, {@code lag-seen}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepOutcome(
        int v,
        ServiceName service,
        String plan,
        int step,
        int attempt,
        Instant at,
        Result result,
        @JsonProperty(required = false) @Nullable Fence fenceSeen,
        Map<String, Instant> timings,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        Map<String, String> previous)
        implements Outcome {

    public StepOutcome {
        Version.require("outcome", v, Outcome.VERSION);
        Required.present("outcome", "service", service);
        Required.present("outcome", "plan", plan);
        Required.present("outcome", "at", at);
        Required.present("outcome", "result", result);
        timings = Map.copyOf(timings);
        previous = previous == null ? Map.of() : Map.copyOf(previous);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Done.class, name = "done"),
        @JsonSubTypes.Type(value = InProgress.class, name = "in-progress"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Failed.class, name = "failed")
    })
    public sealed interface Result {}

    /** The step's state is reached. @param records the current traffic records */
    public record Done(List<RecordSet> records) implements Result {
        public Done {
            records = List.copyOf(records);
        }
    }

    /**
     * Under way: ask again after {@code retryAfter}, with {@code token}.
     *
     * @param accepted whether the provider has taken the change; it can no longer be lost, only take time
     * @param detail what is waited for
     */
    public record InProgress(Duration retryAfter, String token, boolean accepted, String detail) implements Result {}

    /** Not done, and the same command will not be done later. */
    public record Refused(Refusal why, String detail) implements Result {}

    /**
     * Tried, and it did not work.
     *
     * @param cause the text of a {@link FailureCause}, perhaps with a prefix, or of a cause of a later version
     * @param untouched true when this attempt has asked nobody to change anything; null when it has, or may have
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failed(
            String cause,
            String detail,
            boolean retryable,
            @JsonProperty(required = false) @Nullable Boolean untouched) implements Result {

        /** One that may have changed something. */
        public Failed(String cause, String detail, boolean retryable) {
            this(cause, detail, retryable, null);
        }

        public Failed(FailureCause cause, String detail, boolean retryable) {
            this(cause.text(), detail, retryable);
        }

        public boolean is(FailureCause other) {
            return other.is(cause);
        }

        public boolean leftAllAsItWas() {
            return Boolean.TRUE.equals(untouched);
        }

        /** True if a person must renew credentials or grant rights before another attempt can work. */
        public boolean saysDenied() {
            return saysDenied(cause);
        }

        public static boolean saysDenied(String cause) {
            FailureCause known = FailureCause.of(cause);
            return known != null && known.isDenied();
        }
    }

    public enum Refusal {
        /** Somebody else has decided since: {@code fenceSeen} says who. */
        STALE_FENCE,
        /** The fence is as expected but the traffic records were changed by another writer. */
        DRIFT,
        /** The actuator follows another version of the topology. */
        TOPOLOGY_MISMATCH,
        /** The attempt's deadline had passed. */
        EXPIRED,
        /** The live records belong to no site of the service. */
        UNKNOWN_RECORDS
    }
}

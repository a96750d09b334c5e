package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall be true when a step is done. One kind each, resolved, so that the actuator decides nothing. Of these the
 * {@link Action}s come from a plan of the topology as they are; the others are made by the decision.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepArguments.DnsSwitch.class, name = "dns-switch"),
    @JsonSubTypes.Type(value = StepArguments.DnsAdopt.class, name = "dns-adopt"),
    @JsonSubTypes.Type(value = StepArguments.Claim.class, name = "claim"),
    @JsonSubTypes.Type(value = StepArguments.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = StepArguments.SsmPut.class, name = "ssm-put")
})
public sealed interface StepArguments {

    /** The step's kind as metrics, logs, journal and topology name it. */
    default String kind() {
        return switch (this) {
            case DnsSwitch _ -> "dns-switch";
            case DnsAdopt _ -> "dns-adopt";
            case Claim _ -> "claim";
            case Webhook _ -> "webhook";
            case SsmPut _ -> "ssm-put";
        };
    }

    /** What concerns the name itself: its fence, its records or both. */
    sealed interface Naming extends StepArguments {
        String zone();

        String hostname();
    }

    /**
     * What a plan does to the world beside the name. It is done only while the fence is one that the command's plan has
     * written, or, for a notification, whatever the fence is.
     */
    sealed interface Action extends StepArguments {

        /** Whether nothing can put back what it changes. */
        default boolean oneWay() {
            return switch (this) {
                case Webhook _, SsmPut _ -> false;
            };
        }
    }

    /**
     * The name's traffic records are exactly {@code create}, and the fence is the command's next one, in one change.
     *
     * @param remove the traffic records as last known; empty when they are not known, then the actuator reads them
     */
    record DnsSwitch(String zone, String hostname, SiteName to, List<RecordSet> remove, List<RecordSet> create)
            implements Naming {
        public DnsSwitch {
            remove = List.copyOf(remove);
            create = List.copyOf(create);
            if (create.isEmpty()) {
                throw new IllegalArgumentException(
                        "dns-switch of " + hostname + ": an empty answer is never published");
            }
        }
    }

    /**
     * The name has a fence. Live traffic records are left as they are and tell the active site; where there are none,
     * those of {@code preferred} are created. Live records that are no site's are refused.
     *
     * @param candidates each site's records, as they would be if it were the active one
     */
    record DnsAdopt(String zone, String hostname, SiteName preferred, Map<SiteName, List<RecordSet>> candidates)
            implements Naming {
        public DnsAdopt {
            candidates = Map.copyOf(candidates);
        }
    }

    /**
     * The fence is the command's next one, and the traffic records are what they were: takes, renews or gives back the
     * claim of a plan, or writes down what holds.
     */
    record Claim(String zone, String hostname) implements Naming {}

    /**
     * Somebody has been told: a POST of a JSON body that says what happens, answered with 2xx. The same
     * {@code Idempotency-Key} in every attempt.
     *
     * @param url http or https
     * @param secretVariable the environment variable of actuator-service that holds the key of the signature over the
     *     body; null for no signature
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Webhook(
            String url,
            @JsonProperty(required = false) @Nullable String secretVariable) implements Action {}

    /** A parameter of AWS Systems Manager has this value. Its previous value is remembered. */
    record SsmPut(String region, String name, String value) implements Action {}
}

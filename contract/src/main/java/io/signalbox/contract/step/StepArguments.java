package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.Kinds;
import io.signalbox.contract.name.SiteName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wanted state of a step, one type for each kind, fully resolved: the actuator decides nothing. {@link Action}s
 * come unchanged from a plan of the topology, and the mapper of {@code Codec} knows their names; decision-service makes
 * the others.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepArguments.DnsSwitch.class, name = "dns-switch"),
    @JsonSubTypes.Type(value = StepArguments.SignalSwitch.class, name = "signal-switch"),
    @JsonSubTypes.Type(value = StepArguments.DnsAdopt.class, name = "dns-adopt"),
    @JsonSubTypes.Type(value = StepArguments.DnsReadopt.class, name = "dns-readopt"),
    @JsonSubTypes.Type(value = StepArguments.Claim.class, name = "claim")
})
public sealed interface StepArguments permits StepArguments.Naming, Action {

    /** The step's kind as metrics, logs, journal and topology name it: its class in kebab-case. */
    default String kind() {
        return Kinds.name(getClass());
    }

    /** Arguments about the name itself: its fence, its records or both. */
    sealed interface Naming extends StepArguments {
        String zone();

        String hostname();
    }

    /** Arguments that move the traffic. */
    sealed interface Switch extends Naming {
        SiteName to();

        /** The name's traffic records once it is done; never empty. */
        List<RecordSet> create();
    }

    /**
     * The name's traffic records are exactly {@code create}, and the fence is the command's next one, in one change.
     *
     * @param remove the traffic records as last known; empty when they are not known, then the actuator reads them
     * @param through how the service is tried through its name at the new site; null when it is not
     * @param overwrite whether records that another writer has changed are deleted as well, as they are found; null for
     *     no
     * @param candidates with an empty {@code remove}: what may be stored, by places and shares; anything else is
     *     another writer's. Null where nothing is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DnsSwitch(
            String zone,
            String hostname,
            SiteName to,
            List<RecordSet> remove,
            List<RecordSet> create,
            @JsonProperty(required = false) @Nullable Through through,
            @JsonProperty(required = false) @Nullable Boolean overwrite,
            @JsonProperty(required = false) @Nullable List<List<RecordSet>> candidates)
            implements Switch {
        public DnsSwitch {
            remove = List.copyOf(remove);
            create = List.copyOf(create);
            candidates = candidates == null ? null : List.copyOf(candidates);
            if (create.isEmpty()) {
                throw new IllegalArgumentException(
                        "dns-switch of " + hostname + ": an empty answer is never published");
            }
        }

        public boolean overwrites() {
            return Boolean.TRUE.equals(overwrite);
        }

        /** The same with these records to replace; if there are none, one of the candidates is replaced. */
        public DnsSwitch removing(List<RecordSet> known, @Nullable List<List<RecordSet>> candidates) {
            return new DnsSwitch(zone, hostname, to, known, create, through, overwrite, candidates);
        }
    }

    /**
     * The signal exists or not, and the fence is the command's next one; the traffic records stay as they are. While
     * the signal exists the provider answers the SECONDARY records, since the health check of the PRIMARY ones is
     * inverted.
     *
     * @param raised whether the signal exists afterwards
     * @param create the traffic records, PRIMARY and SECONDARY
     */
    record SignalSwitch(
            String zone, String hostname, SiteName to, SignalObject signal, boolean raised, List<RecordSet> create)
            implements Switch {
        public SignalSwitch {
            create = List.copyOf(create);
            if (create.isEmpty()) {
                throw new IllegalArgumentException(
                        "signal-switch of " + hostname + ": an empty answer is never published");
            }
        }
    }

    /**
     * The name has a fence. Live traffic records stay as they are and determine the active site; if there are none,
     * those of {@code preferred} are created. Live records that belong to no site are refused.
     *
     * @param candidates the records of each site, as they would be if it were the active one
     */
    record DnsAdopt(String zone, String hostname, SiteName preferred, Map<SiteName, List<RecordSet>> candidates)
            implements Naming {
        public DnsAdopt {
            candidates = Map.copyOf(candidates);
        }
    }

    /**
     * The name has a fence again after its own was lost, rolled back or overwritten. No traffic record changes. The one
     * candidate that the live records answer determines the active site; its fence replaces the command's expected one,
     * or is created if that is null. Live records that match no candidate, or several, are refused, and so are missing
     * records.
     *
     * @param candidates every known state of the name; their fences differ in active site, split and marks only
     * @param signal which determines the active site if the records do not; null without a signal
     * @param unreadable whether a TXT record that cannot be read as a fence is replaced, as it is found; null for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DnsReadopt(
            String zone,
            String hostname,
            List<Candidate> candidates,
            @JsonProperty(required = false) @Nullable SignalObject signal,
            @JsonProperty(required = false) @Nullable Boolean unreadable)
            implements Naming {

        /**
         * @param next the fence to write when the name is in this state
         *
         * @param records the traffic records in this state
         * @param raised whether the signal exists in this state; null without a signal
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Candidate(
                Fence next,
                List<RecordSet> records,
                @JsonProperty(required = false) @Nullable Boolean raised) {
            public Candidate {
                records = List.copyOf(records);
            }
        }

        public DnsReadopt {
            candidates = List.copyOf(candidates);
        }

        public boolean replacesUnreadable() {
            return Boolean.TRUE.equals(unreadable);
        }
    }

    /**
     * The fence is the command's next one, and the traffic records stay: takes, renews or returns the claim of a plan,
     * or publishes holds.
     */
    record Claim(String zone, String hostname) implements Naming {}
}

package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** What shall be true when a step is done. One kind each; the records are resolved, so that the actuator decides nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepArguments.DnsSwitch.class, name = "dns-switch"),
    @JsonSubTypes.Type(value = StepArguments.DnsAdopt.class, name = "dns-adopt")
})
public sealed interface StepArguments {

    /** The step's kind as metrics, logs and journal name it. */
    default String kind() {
        return switch (this) {
            case DnsSwitch _ -> "dns-switch";
            case DnsAdopt _ -> "dns-adopt";
        };
    }

    String zone();

    String hostname();

    /**
     * The name's traffic records are exactly {@code create}, and the fence is the command's next one, in one change.
     *
     * @param remove the traffic records as last known; empty when they are not known, then the actuator reads them
     */
    record DnsSwitch(String zone, String hostname, SiteName to, List<RecordSet> remove, List<RecordSet> create)
            implements StepArguments {
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
            implements StepArguments {
        public DnsAdopt {
            candidates = Map.copyOf(candidates);
        }
    }
}

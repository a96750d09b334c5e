package io.signalbox.contract.dns;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource record set as the DNS provider stores it; two are the same only if every part is.
 *
 * @param name fully qualified, lower case, without the final dot
 * @param ttlSeconds null for an alias
 * @param setIdentifier null with simple routing
 * @param weight 0 to 255; of weighted routing only
 * @param values in the provider's notation (addresses, a name, quoted text); empty for an alias
 * @param failover of failover routing only
 * @param healthCheckId of the provider's own health check that the answer depends on, or the name that the topology gives it
 *     ({@link io.signalbox.contract.topology.HealthCheckName}); null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordSet(
        String name,
        RecordType type,
        @JsonProperty(required = false) @Nullable Long ttlSeconds,
        @JsonProperty(required = false) @Nullable String setIdentifier,
        @JsonProperty(required = false) @Nullable Long weight,
        List<String> values,
        @JsonProperty(required = false) @Nullable AliasTarget alias,
        @JsonProperty(required = false) @Nullable Failover failover,
        @JsonProperty(required = false) @Nullable String healthCheckId) {

    /**
     * @param zoneId the hosted zone of the target, not of the record
     * @param evaluateTargetHealth true if the provider leaves the record while its target is unhealthy; null for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AliasTarget(
            String name,
            String zoneId,
            @JsonProperty(required = false) @Nullable Boolean evaluateTargetHealth) {

        public AliasTarget {
            evaluateTargetHealth = Boolean.TRUE.equals(evaluateTargetHealth) ? true : null;
        }

        public AliasTarget(String name, String zoneId) {
            this(name, zoneId, null);
        }

        public boolean evaluatesTargetHealth() {
            return evaluateTargetHealth != null;
        }

        /** For a person, and the same for equal targets. */
        @Override
        public String toString() {
            return name + " in " + zoneId + (evaluatesTargetHealth() ? ", evaluates target health" : "");
        }
    }

    /** The role of a record set beside the other one of its name and type. */
    public enum Failover {
        /** Answered while its health check is healthy. */
        PRIMARY,
        /** Answered while the primary is not. */
        SECONDARY
    }

    public RecordSet {
        values = List.copyOf(values);
        if (values.isEmpty() == (alias == null)) {
            throw new IllegalArgumentException(
                    "record set " + name + " " + type + ": expected either values or an alias target");
        }
    }

    /** The same with another health check. */
    public RecordSet checkedBy(String healthCheck) {
        return new RecordSet(name, type, ttlSeconds, setIdentifier, weight, values, alias, failover, healthCheck);
    }

    /** True if this record set gets traffic in normal operation: all do except those with weight 0 and a SECONDARY. */
    public boolean serves() {
        return (weight == null || weight > 0) && failover != Failover.SECONDARY;
    }
}

package io.signalbox.contract;

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
 * @param weight 0 to 255; null with simple routing
 * @param values in the provider's notation (addresses, a name, quoted text); empty for an alias
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordSet(
        String name,
        RecordType type,
        @JsonProperty(required = false) @Nullable Long ttlSeconds,
        @JsonProperty(required = false) @Nullable String setIdentifier,
        @JsonProperty(required = false) @Nullable Long weight,
        List<String> values,
        @JsonProperty(required = false) @Nullable AliasTarget alias) {

    /** @param zoneId the hosted zone of the target, not of the record */
    public record AliasTarget(String name, String zoneId) {}

    public RecordSet {
        values = List.copyOf(values);
        if (values.isEmpty() == (alias == null)) {
            throw new IllegalArgumentException(
                    "record set " + name + " " + type + ": expected either values or an alias target");
        }
    }

    /** Whether this record set gets traffic: everything does but a weight of 0. */
    public boolean serves() {
        return weight == null || weight > 0;
    }
}

package io.signalbox.contract.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where sites are checked from: one probe-service. */
public record VantageName(@JsonValue String value) implements Comparable<VantageName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VantageName {
        Names.require("vantage", value);
    }

    @Override
    public int compareTo(VantageName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

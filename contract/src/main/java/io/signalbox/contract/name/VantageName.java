package io.signalbox.contract.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A vantage: the probe-service that checks sites from one place. */
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

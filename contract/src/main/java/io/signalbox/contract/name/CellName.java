package io.signalbox.contract.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One Kafka, decision and actuator stack. */
public record CellName(@JsonValue String value) implements Comparable<CellName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CellName {
        Names.require("cell", value);
    }

    @Override
    public int compareTo(CellName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

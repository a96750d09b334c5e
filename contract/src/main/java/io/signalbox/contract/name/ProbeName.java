package io.signalbox.contract.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One way in which a site is checked. */
public record ProbeName(@JsonValue String value) implements Comparable<ProbeName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProbeName {
        Names.require("probe", value);
    }

    @Override
    public int compareTo(ProbeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

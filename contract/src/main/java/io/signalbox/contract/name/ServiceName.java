package io.signalbox.contract.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A service: users reach it under one DNS name. */
public record ServiceName(@JsonValue String value) implements Comparable<ServiceName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ServiceName {
        Names.require("service", value);
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.signalbox.contract.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One place that can serve a service: a region, a zone, a static page. */
public record SiteName(@JsonValue String value) implements Comparable<SiteName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SiteName {
        Names.require("site", value);
    }

    @Override
    public int compareTo(SiteName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What the actuator has to say: how a step stands, or what fence and records look like from outside. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepOutcome.class, name = "step"),
    @JsonSubTypes.Type(value = FenceSighting.class, name = "fence"),
    @JsonSubTypes.Type(value = DriftSighting.class, name = "drift")
})
public sealed interface Outcome permits StepOutcome, FenceSighting, DriftSighting {

    int VERSION = 1;

    ServiceName service();

    /** By the actuator's clock; for people and measurements, never for decisions. */
    Instant at();
}

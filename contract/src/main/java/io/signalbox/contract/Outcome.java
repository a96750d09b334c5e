package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.dns.Places;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ServiceName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report of the actuator: the progress of a step, or the observed fence and records. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepOutcome.class, name = "step"),
    @JsonSubTypes.Type(value = FenceSighting.class, name = "fence"),
    @JsonSubTypes.Type(value = Outcome.DriftSighting.class, name = "drift")
})
public sealed interface Outcome permits StepOutcome, FenceSighting, Outcome.DriftSighting {

    int VERSION = 1;

    ServiceName service();

    /** By the clock of the actuator; for people and measurements, never for decisions. */
    Instant at();

    /**
     * Whether the authoritative name servers answer the traffic records of the fence's active site; sent when it
     * changes and when the watch begins.
     *
     * @param epoch of the fence beside which it was seen
     * @param drifted whether they answer other records
     * @param expected the answers for the active site's records, for a person
     * @param found the answers of all servers, for a person
     * @param places the same, as {@link Places} formats it
     * @param writer who has changed them, or why that is not known; null when nothing was changed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DriftSighting(
            int v,
            ServiceName service,
            Instant at,
            long epoch,
            boolean drifted,
            String expected,
            String found,
            List<String> places,
            @JsonProperty(required = false) @Nullable String writer)
            implements Outcome {

        public DriftSighting {
            Version.require("outcome", v, VERSION);
            Required.present("outcome", "service", service);
            Required.present("outcome", "at", at);
            Required.present("outcome", "expected", expected);
            Required.present("outcome", "found", found);
            places = List.copyOf(places);
        }
    }
}

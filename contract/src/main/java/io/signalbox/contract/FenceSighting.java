package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the authoritative name servers answer for a service's fence; sent when it changes and when the watch begins.
 *
 * @param fence null unless {@link Sight#PRESENT}
 * @param detail what was asked and answered, for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FenceSighting(
        int v,
        ServiceName service,
        Instant at,
        Sight sight,
        @JsonProperty(required = false) @Nullable Fence fence,
        String detail)
        implements Outcome {

    public enum Sight {
        PRESENT,
        /** The servers answered, and there is none. */
        ABSENT,
        /** There is a TXT record, but it cannot be read as a fence. */
        UNREADABLE
    }

    public FenceSighting {
        Version.require("outcome", v, Outcome.VERSION);
        Required.present("outcome", "service", service);
        Required.present("outcome", "at", at);
        Required.present("outcome", "sight", sight);
        if ((sight == Sight.PRESENT) != (fence != null)) {
            throw new IllegalArgumentException(
                    "fence sighting " + sight + ": a fence comes with PRESENT and only then");
        }
    }
}

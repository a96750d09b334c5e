package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ServiceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the authoritative name servers for the fence of a service. Sent when they change and when the watch
 * begins; a fence that is absent, unreadable or rolled back is sent again every minute.
 *
 * @param fence null unless {@link Sight#PRESENT}
 * @param detail the queries and answers, for a person
 * @param rolledBack true when a higher epoch was seen before, and all name servers and the provider's API have agreed
 *     on this one for a minute, with no newer signal; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FenceSighting(
        int v,
        ServiceName service,
        Instant at,
        Sight sight,
        @JsonProperty(required = false) @Nullable Fence fence,
        String detail,
        @JsonProperty(required = false) @Nullable Boolean rolledBack)
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
        if (rolledBack != null && sight != Sight.PRESENT) {
            throw new IllegalArgumentException(
                    "fence sighting " + sight + ": expected rolledBack with PRESENT only, got " + rolledBack);
        }
    }

    public boolean isRolledBack() {
        return Boolean.TRUE.equals(rolledBack);
    }
}

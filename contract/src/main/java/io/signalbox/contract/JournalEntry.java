package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a service, or that was considered and not done: a value of {@link Topics#JOURNAL}.
 *
 * @param version the service state's version that it led to; with the service it identifies the entry
 * @param kind the text of a {@link JournalKind}, or of one that only a later version knows
 * @param who the operator, where there was one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JournalEntry(
        int v,
        @JsonProperty(required = false) @Nullable ServiceName service,
        long version,
        Instant at,
        String kind,
        @JsonProperty(required = false) @Nullable SiteName from,
        @JsonProperty(required = false) @Nullable SiteName to,
        long epoch,
        @JsonProperty(required = false) @Nullable String plan,
        @JsonProperty(required = false) @Nullable Integer step,
        @JsonProperty(required = false) @Nullable String directive,
        @JsonProperty(required = false) @Nullable String who,
        Reason reason,
        @JsonProperty(required = false) @Nullable SiteVerdict evidence,
        @JsonProperty(required = false) @Nullable RecoveryTimes recovery) {

    public static final int VERSION = 1;

    public JournalEntry {
        Version.require("journal entry", v, VERSION);
        Required.present("journal entry", "at", at);
        Required.present("journal entry", "kind", kind);
        Required.present("journal entry", "reason", reason);
    }

    public boolean is(JournalKind other) {
        return kind.equals(other.text());
    }

    public boolean isAny(Set<JournalKind> others) {
        JournalKind known = knownKind();
        return known != null && others.contains(known);
    }

    /** Null for a kind that only a later version knows. */
    public @Nullable JournalKind knownKind() {
        return JournalKind.of(kind);
    }
}

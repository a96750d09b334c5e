package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.ReasonCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fence at the provider differs from the known one, and cannot be adopted.
 *
 * @param code code of the alarm
 * @param found null when the provider has no fence, or none that can be read
 * @param since when the fault was first found, by this cell's clock
 * @param seenAt when the fault was last found; a lasting fault is found again every minute
 * @param toldAt when the alarm was last written to the journal; null before it is raised
 * @param asked epoch of a failed return of a claim, which the provider may have stored and lost; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FenceFault(
        String code,
        @JsonProperty(required = false) @Nullable Fence found,
        String text,
        Instant since,
        Instant seenAt,
        @JsonProperty(required = false) @Nullable Instant toldAt,
        @JsonProperty(required = false) @Nullable Long asked) {

    public boolean raised() {
        return toldAt != null;
    }

    public FenceFault told(Instant now) {
        return new FenceFault(code, found, text, since, seenAt, now, asked);
    }

    /** A copy with another code. */
    public FenceFault as(ReasonCode other) {
        return new FenceFault(other.code(), found, text, since, seenAt, toldAt, asked);
    }

    public FenceFault since(Instant now) {
        return new FenceFault(code, found, text, now, seenAt, toldAt, asked);
    }

    public FenceFault seen(Instant now) {
        return new FenceFault(code, found, text, since, now, toldAt, asked);
    }

    public FenceFault asked(long epoch) {
        return new FenceFault(code, found, text, since, seenAt, toldAt, epoch);
    }

    /** The highest epoch that may have been stored at the provider; 0 for none. */
    public long highest() {
        return asked == null ? 0 : asked;
    }

    public boolean is(ReasonCode other) {
        return code.equals(other.code());
    }
}

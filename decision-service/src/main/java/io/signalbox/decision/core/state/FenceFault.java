package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.ReasonCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fence at the provider is not the one that is known here, nor one that could be adopted.
 *
 * @param code the alarm's
 * @param found null when there is none, or none that can be read
 * @param since when it was first found, by this cell's clock
 * @param seenAt when it was last found: a fault that lasts is seen again every minute
 * @param toldAt when the alarm was last written to the journal; null before it is raised
 * @param asked the epoch of a change that was asked for in vain, and may have been taken and lost; null for none
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

    /** The same under another code. */
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

    /** The epoch of what may have stood at the provider; 0 for nothing. */
    public long highest() {
        return asked == null ? 0 : asked;
    }

    public boolean is(ReasonCode other) {
        return code.equals(other.code());
    }
}

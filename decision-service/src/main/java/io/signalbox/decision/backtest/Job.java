package io.signalbox.decision.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.decision.core.backtest.BacktestReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backtest that waits, runs or has ended.
 *
 * @param progress 0 to 1
 * @param unreadable number of records in the range that are not observations
 * @param observedFrom when the first observation of the range was stored; later than requested when older ones are deleted
 * @param problem why it has failed
 * @param report present when done; omitted in the list of all backtests
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        String id,
        State state,
        String who,
        BacktestRequest asked,
        Instant submittedAt,
        @JsonProperty(required = false) @Nullable Instant startedAt,
        @JsonProperty(required = false) @Nullable Instant endedAt,
        double progress,
        long unreadable,
        @JsonProperty(required = false) @Nullable Instant observedFrom,
        @JsonProperty(required = false) @Nullable String problem,
        @JsonProperty(required = false) @Nullable BacktestReport report) {

    /** In JSON as written here. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    Job withoutReport() {
        return new Job(
                id,
                state,
                who,
                asked,
                submittedAt,
                startedAt,
                endedAt,
                progress,
                unreadable,
                observedFrom,
                problem,
                null);
    }
}

package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the prober knows of the results before an observation, some of which may never arrive. It covers one run of the prober and one
 * description of the check, and begins anew after a probe that was void, after a result of a sick vantage, and after a pause in which the
 * result before it has become stale.
 *
 * @param waitedMicros from the time at which the probe was due to its start, while too many others were at its target; 0 or more
 * @param inRow how many results in a row, this one included, are like this one; at least 1
 * @param lastedMicros from the measurement of the first of these to that of this one; null when it is the only one, and from a prober of
 *     a version before it
 * @param recent the newest results, this one last: {@code +} for each that passed and {@code -} for each that failed; as many as the
 *     check's window looks at, null without a window
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckHistory(
        long waitedMicros,
        int inRow,
        @JsonProperty(required = false) @Nullable Long lastedMicros,
        @JsonProperty(required = false) @Nullable String recent) {

    private static final int LONGEST = 1_000;

    public CheckHistory {
        if (waitedMicros < 0) {
            throw new IllegalArgumentException("history.waitedMicros: expected 0 or more, got " + waitedMicros);
        }
        if (inRow < 1) {
            throw new IllegalArgumentException("history.inRow: expected 1 or more, got " + inRow);
        }
        if (lastedMicros != null && lastedMicros < 0) {
            throw new IllegalArgumentException("history.lastedMicros: expected 0 or more, got " + lastedMicros);
        }
        if (recent != null && (recent.length() > LONGEST || !onlyResults(recent))) {
            throw new IllegalArgumentException("history.recent: expected at most " + LONGEST + " of + and -, got "
                    + recent.length() + " characters");
        }
    }

    private static boolean onlyResults(String recent) {
        return recent.chars().allMatch(result -> result == '+' || result == '-');
    }

    /**
     * The results that came directly before this one and are known.
     *
     * @param most how many are asked for
     * @return the newest last; empty without a window
     */
    public String before(long most) {
        if (recent == null || recent.isEmpty()) {
            return "";
        }
        int end = recent.length() - 1;
        return recent.substring((int) Math.max(0, end - most), end);
    }
}

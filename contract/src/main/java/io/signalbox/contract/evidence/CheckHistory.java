package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The results before an observation, as the prober knows them; some of these may never arrive. Covers one run of the
 * prober and one description of the check. Begins anew after a void probe, after a result of a sick vantage, and after
 * a pause in which the previous result became stale.
 *
 * @param waitedMicros from the time at which the probe was due until its start, while too many others were at its
 *     target; 0 or more
 * @param inRow number of equal results in a row, this one included; at least 1
 * @param lastedMicros from the measurement of the first of these to that of this one; null when it is the only one, and
 *     from a prober of an earlier version
 * @param recent the newest results, this one last: {@code +} for a pass and {@code -} for a failure; as many as the
 *     window of the check contains, null without a window
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
     * The known results directly before this one.
     *
     * @param most the maximum number
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

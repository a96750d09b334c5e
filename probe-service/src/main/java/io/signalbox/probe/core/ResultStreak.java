package io.signalbox.probe.core;

/**
 * Equal results of a check in a row, and whether they settle the verdict.
 *
 * @param passed the result that repeats
 * @param length how many there were until the verdict was settled
 * @param settled false from a change of the result until as many in a row as a verdict needs
 */
public record ResultStreak(boolean passed, int length, boolean settled) {

    /** No result yet. A first success is not a change; a first failure is. */
    public static final ResultStreak NONE = new ResultStreak(true, 0, true);

    public ResultStreak next(boolean nowPassed, int fall, int rise) {
        if (settled && nowPassed == passed) {
            return this;
        }
        int enough = nowPassed ? rise : fall;
        int nextLength = nowPassed == passed ? length + 1 : 1;
        return new ResultStreak(nowPassed, nextLength, nextLength >= enough);
    }
}

package io.signalbox.probe.core;

/**
 * The results of a check in a row that are alike, and whether they settle the matter.
 *
 * @param passed what the results of the run are
 * @param length how many there were until the matter was settled
 * @param settled false from a change of result until as many in a row as a verdict takes
 */
public record Run(boolean passed, int length, boolean settled) {

    /** Nothing seen yet. A first success is no change; a first failure is. */
    public static final Run NONE = new Run(true, 0, true);

    public Run next(boolean nowPassed, int fall, int rise) {
        if (settled && nowPassed == passed) {
            return this;
        }
        int enough = nowPassed ? rise : fall;
        int nextLength = nowPassed == passed ? length + 1 : 1;
        return new Run(nowPassed, nextLength, nextLength >= enough);
    }
}

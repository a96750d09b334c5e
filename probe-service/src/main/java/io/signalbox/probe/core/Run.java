package io.signalbox.probe.core;

/**
 * The results of a check in a row that are alike, and whether they settle the matter.
 *
 * @param passed what the results of the run are
 * @param length how many there were
 * @param settled false from a change of result until as many in a row as a verdict takes
 */
public record Run(boolean passed, int length, boolean settled) {

    /** Nothing seen yet. A first success is no change; a first failure is. */
    public static final Run NONE = new Run(true, 0, true);

    public Run next(boolean nowPassed, int fall, int rise) {
        int enough = nowPassed ? rise : fall;
        int nextLength = nowPassed == passed ? Math.min(length, Integer.MAX_VALUE - 1) + 1 : 1;
        boolean goesOn = settled && nowPassed == passed;
        return new Run(nowPassed, nextLength, goesOn || nextLength >= enough);
    }
}

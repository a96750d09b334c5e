package io.signalbox.probe.core;

/**
 * How checks come in that begin together, as all do at a start: a few in the first second, and in each further one twice as many.
 * A process that has only just started is slow, and thousands of late starts say nothing of anybody's health.
 */
public final class Ramp {

    private static final double IN_THE_FIRST_SECOND = 100;
    private static final double SECOND = 1e9;

    private Ramp() {}

    /** @param position of the check among those that begin, from 0 */
    public static long delayNanos(int position) {
        return (long) (Math.log1p(position / IN_THE_FIRST_SECOND) / Math.log(2) * SECOND);
    }
}

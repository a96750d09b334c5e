package io.signalbox.probe.core;

/**
 * Spreads the first starts of checks that are added together: 100 in the first second, and twice as many in each
 * further one. A process that has just started is slow, and thousands of late starts would say nothing about the sites.
 */
public final class RampUp {

    private static final double IN_THE_FIRST_SECOND = 100;
    private static final double SECOND = 1e9;

    private RampUp() {}

    /** @param position of the check among the new ones, from 0 */
    public static long delayNanos(int position) {
        return (long) (Math.log1p(position / IN_THE_FIRST_SECOND) / Math.log(2) * SECOND);
    }
}

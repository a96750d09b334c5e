package io.signalbox.actuator.route53.budget;

import java.util.concurrent.ThreadLocalRandom;

/** A random wait before the next try, from 0 to a limit that doubles, so that many waiting callers spread. */
public final class Backoff {

    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;
    private static final int MOST_DOUBLINGS = 5;
    private static final long NANOS = 1_000_000;

    private Backoff() {}

    /** @param tries so far, from 1 on @return nanoseconds */
    public static long after(int tries) {
        long limit = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries, MOST_DOUBLINGS));
        return ThreadLocalRandom.current().nextLong(limit * NANOS);
    }
}

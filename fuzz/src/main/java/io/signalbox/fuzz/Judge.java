package io.signalbox.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs a parser on one input, and says what is wrong with how that went. */
public final class Judge {

    /** Of one input, which has at most {@link Mutator#LONGEST} bytes. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long MOST_BYTES = 64L * 1_048_576;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Judge() {}

    /** Null if the parser has ended as it declares, in time and with little memory. */
    public static @Nullable String finding(FuzzedParser parser, byte[] input) {
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        try {
            parser.body().parse(input);
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            return e + place(e);
        }
        long tookNanos = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        if (tookNanos > LONGEST_NANOS) {
            return "took " + Duration.ofNanos(tookNanos).toMillis() + " ms of processor time, expected at most "
                    + Duration.ofNanos(LONGEST_NANOS).toMillis();
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        return allocated > MOST_BYTES ? "allocated " + allocated + " bytes, expected at most " + MOST_BYTES : null;
    }

    private static String place(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        var where = new StringBuilder();
        for (int i = 0; i < Math.min(trace.length, 12); i++) {
            where.append("\n    at ").append(trace[i]);
        }
        return where.toString();
    }
}

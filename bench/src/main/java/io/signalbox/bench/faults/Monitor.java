package io.signalbox.bench.faults;

/** A program that checks the faulty targets. */
interface Monitor extends AutoCloseable {

    String name();

    long pid();

    /** Discards all reports so far: a new fault begins. */
    void reset();

    /** Reads the program's results of another second. */
    void poll();

    /** The program's report since the last {@link #reset}. */
    MonitorReport report(FaultyTarget target);

    @Override
    void close();
}

package io.signalbox.decision.simulation;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A consumer of one partition: one record after the other, each a while after the former. */
final class Reader<T> {

    private final Agenda agenda;
    private final Chance chance;
    private final Log<T> log;
    private final BooleanSupplier ready;
    private final Predicate<Log.Entry<T>> take;
    private int position;
    private int committed;
    private boolean due;

    /**
     * @param ready whether a record can be taken at all; when it becomes so again, {@link #wake} is to be called
     * @param take false when the record was not taken and stays the next one
     */
    Reader(Agenda agenda, Chance chance, Log<T> log, BooleanSupplier ready, Predicate<Log.Entry<T>> take) {
        this.agenda = agenda;
        this.chance = chance;
        this.log = log;
        this.ready = ready;
        this.take = take;
        log.wakes(this::wake);
    }

    void wake() {
        if (!due && position < log.size() && ready.getAsBoolean()) {
            due = true;
            agenda.in(chance.delay(20, 1_500, 0.01), this::deliver);
        }
    }

    private void deliver() {
        due = false;
        if (ready.getAsBoolean() && position < log.size() && take.test(log.get(position))) {
            position++;
            wake();
        }
    }

    /** What was taken so far does not come again. */
    void commit() {
        committed = position;
    }

    /** What was taken and not committed comes again. */
    void rewind() {
        position = committed;
    }
}

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
    private long late;
    private boolean due;
    private int turn;

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
            int mine = turn;
            long age = agenda.now() - log.get(position).at();
            agenda.in(Math.max(late - age, chance.delay(20, 1_500, 0.01)), () -> deliver(mine));
        }
    }

    /** Each record is read so many milliseconds after it was stored, or later. */
    void late(long late) {
        this.late = late;
        due = false;
        turn++;
        wake();
    }

    /** What was ever stored comes again. */
    void fromTheBeginning() {
        position = 0;
        committed = 0;
    }

    private void deliver(int mine) {
        if (mine != turn) {
            return;
        }
        due = false;
        if (ready.getAsBoolean() && position < log.size() && take.test(log.get(position))) {
            position++;
            wake();
        }
    }

    /** Up to when it has taken all that was stored, in milliseconds of the world. */
    long tookTo() {
        return position < log.size() ? log.get(position).at() : agenda.now();
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

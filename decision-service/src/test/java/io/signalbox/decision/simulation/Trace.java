package io.signalbox.decision.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What was worth telling: when and of whom as one number, the last lines in words. */
final class Trace {

    private static final int KEPT = Integer.getInteger("signalbox.simulation.trace", 80);

    private record Line(long at, String who, Supplier<String> what) {
        @Override
        public String toString() {
            return "%9.3f  %-20s %s".formatted(at / 1_000.0, who, what.get());
        }
    }

    private final Agenda agenda;
    private int faults;
    private final Deque<Line> last = new ArrayDeque<>(KEPT);
    private long hash = 0xcbf29ce484222325L;

    Trace(Agenda agenda) {
        this.agenda = agenda;
    }

    void tell(String who, String what) {
        tell(who, () -> what);
    }

    /** @param what asked for only when somebody reads the line */
    void tell(String who, Supplier<String> what) {
        hash = (hash * 31 + agenda.now()) * 31 + who.hashCode();
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(new Line(agenda.now(), who, what));
    }

    /** A fault of this number has happened. */
    void fault(int number) {
        faults = number;
    }

    int faults() {
        return faults;
    }

    /** Equal for equal stories: the words of the last lines count too. */
    long hash() {
        return hash * 31 + toString().hashCode();
    }

    @Override
    public String toString() {
        return last.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }
}

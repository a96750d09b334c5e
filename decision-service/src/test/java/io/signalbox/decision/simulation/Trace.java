package io.signalbox.decision.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was worth telling: the last lines in words, all of them as one number. */
final class Trace {

    private static final int KEPT = 80;

    private final Agenda agenda;
    private final Deque<String> last = new ArrayDeque<>(KEPT);
    private long hash = 0xcbf29ce484222325L;

    Trace(Agenda agenda) {
        this.agenda = agenda;
    }

    void tell(String who, String what) {
        String line = "%9.3f  %-20s %s".formatted(agenda.now() / 1_000.0, who, what);
        hash = hash * 31 + line.hashCode();
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    /** Equal for equal stories. */
    long hash() {
        return hash;
    }

    @Override
    public String toString() {
        return String.join("\n", last);
    }
}

package io.signalbox.actuator.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one resource of one service.
 *
 * @param summary for a person
 * @param lines what would be different, each with a sign before it
 * @param deed brings it about; null where there is nothing to do, or nothing that may be done
 */
public record ResourceFinding(
        Kind kind,
        String summary,
        List<String> lines,
        @Nullable Deed deed) {

    /** How it stands. */
    public enum Kind {
        SAME,
        CREATE,
        ADOPT,
        CHANGE,
        GIVE_BACK,
        /** It differs, and may not be touched as things stand. */
        REFUSED,
        /** It cannot be told, or a person has to decide. */
        ERROR;

        public boolean differs() {
            return switch (this) {
                case CREATE, ADOPT, CHANGE, GIVE_BACK, REFUSED -> true;
                case SAME, ERROR -> false;
            };
        }
    }

    /** Asks a provider once for a change that happens as a whole, and only if all is still as it was found. */
    @FunctionalInterface
    public interface Deed {
        Result perform();
    }

    /** What became of it. */
    public sealed interface Result {

        record Taken() implements Result {}

        /** Not taken, or nobody knows: another look tells. @param why for a person */
        record LookAgain(String why) implements Result {}

        /** @param why for a person */
        record Failed(String why) implements Result {}
    }

    public ResourceFinding {
        lines = List.copyOf(lines);
    }

    static ResourceFinding same(String summary) {
        return new ResourceFinding(Kind.SAME, summary, List.of(), null);
    }

    static ResourceFinding error(String summary) {
        return new ResourceFinding(Kind.ERROR, summary, List.of(), null);
    }
}

package io.signalbox.actuator.core;

import io.signalbox.contract.Action;
import java.util.Map;
import java.util.Optional;

/**
 * Something outside whose values a step changes, and that can be put back. Values are words that travel with commands and
 * outcomes; a map of them is never empty. Calls end with their turn.
 *
 * @param <A> the step's arguments
 * @param <R> what a look at it finds
 */
public interface Adjustable<A extends Action, R extends Adjustable.Reading> {

    /** What stands there at one moment. */
    interface Reading {

        /** What the step changes, as it is now. */
        Map<String, String> values();

        /** Why the values, as they are, are not in effect yet, for a person; empty when they are. */
        Optional<String> waiting();
    }

    /** A reading that has no more to say. */
    record Seen(Map<String, String> values, Optional<String> waiting) implements Reading {
        public Seen {
            values = Map.copyOf(values);
        }
    }

    R read(A wanted, ActionAttempt turn) throws ActionFailedException;

    /** What it shall be. @param present for what the arguments leave as it is */
    Map<String, String> goal(A wanted, R present);

    /** Whether values that were remembered are of the kind that is found now. */
    default boolean comparable(Map<String, String> previous, R present) {
        return previous.keySet().equals(present.values().keySet());
    }

    /**
     * Asks for the goal once, and returns when that is taken; what is so already is asked for without harm.
     *
     * @param present as just read; its values are not the goal's
     * @return why the goal is not in effect yet, for a person; empty when it is
     */
    Optional<String> change(A wanted, R present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException;

    /** A number among values that have travelled. */
    static int number(Map<String, String> values, String key) throws ActionFailedException {
        String text = values.getOrDefault(key, "nothing");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new ActionFailedException(
                    "previous-unreadable", "expected a number for " + key + ", got " + text, false);
        }
    }
}

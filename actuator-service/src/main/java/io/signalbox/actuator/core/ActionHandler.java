package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.yaml.Variables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Executes the calls of one kind of action. @param <A> the kind's arguments */
public sealed interface ActionHandler<A extends Action> {

    Class<A> type();

    /**
     * A text of a step with {@code ${NAME}} replaced by variables of this process, right before it is used. So no value of them
     * is in a command, an outcome or a state.
     */
    static String resolved(String text, Map<String, String> environment) throws ActionFailedException {
        var missing = new ArrayList<String>();
        String resolved = Variables.replaced(text, environment, missing::add);
        if (!missing.isEmpty()) {
            throw new ActionFailedException(
                    FailureCause.SECRET_MISSING,
                    "expected the environment variables " + missing + " of actuator-service to be set, found none",
                    false);
        }
        return resolved;
    }

    /**
     * An external resource whose values a step changes, and can restore. Values are texts that travel with commands and
     * outcomes; a map of them is never empty. Calls end with their attempt.
     *
     * @param <A> the step's arguments
     * @param <R> what a read returns
     */
    non-sealed interface Adjustable<A extends Action, R extends Adjustable.Reading> extends ActionHandler<A> {

        /** The resource at one moment. */
        interface Reading {

            /** The values that the step changes, as they are now. */
            Map<String, String> values();

            /** Why the values are not in effect yet, for a person; empty when they are. */
            Optional<String> waiting();
        }

        /** A reading with nothing else. */
        record Seen(Map<String, String> values, Optional<String> waiting) implements Reading {
            public Seen {
                values = Map.copyOf(values);
            }
        }

        /** Names the resource that the step changes. Remembered values are put back to the same resource only. */
        String resource(A wanted);

        /** The values that are a capacity of which 0 means that nothing runs. */
        default Set<String> sizes() {
            return Set.of();
        }

        R read(A wanted, ActionAttempt turn) throws ActionFailedException;

        /** The wanted values. @param present for values that the arguments do not change */
        Map<String, String> goal(A wanted, R present);

        /**
         * The values to put back.
         *
         * @throws ActionFailedException if the remembered values do not have the form of the ones found now
         */
        default Map<String, String> restored(Map<String, String> previous, R present) throws ActionFailedException {
            if (!previous.keySet().equals(present.values().keySet())) {
                throw unreadable(previous, present);
            }
            return previous;
        }

        /**
         * The same where some of the values may have appeared or disappeared since they were remembered: what is still there is put
         * back.
         *
         * @param required the value that must have been remembered
         */
        static Map<String, String> restoredWhereFound(String required, Map<String, String> previous, Reading present)
                throws ActionFailedException {
            if (!previous.containsKey(required)) {
                throw unreadable(previous, present);
            }
            var goal = new HashMap<>(present.values());
            goal.replaceAll((key, now) -> previous.getOrDefault(key, now));
            return goal;
        }

        static ActionFailedException unreadable(Map<String, String> previous, Reading present) {
            return new ActionFailedException(
                    FailureCause.PREVIOUS_UNREADABLE,
                    "expected " + present.values().keySet() + " to be remembered, got " + previous.keySet(),
                    false);
        }

        /**
         * Requests the goal once, and returns when it is accepted; requesting it again does no harm.
         *
         * @param present as just read; its values differ from the goal
         * @return why the goal is not in effect yet, for a person; empty when it is
         */
        Optional<String> change(A wanted, R present, Map<String, String> goal, ActionAttempt turn)
                throws ActionFailedException;

        /** A number among values from a command. */
        static int number(Map<String, String> values, String key) throws ActionFailedException {
            String text = values.getOrDefault(key, "nothing");
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException _) {
                throw new ActionFailedException(
                        FailureCause.PREVIOUS_UNREADABLE, "expected a number for " + key + ", got " + text, false);
            }
        }
    }

    /** An external resource that a step changes for good. @param <A> the step's arguments */
    non-sealed interface Irreversible<A extends Action> extends ActionHandler<A> {

        /** @param why what is waited for, for a person @param moments as in {@link AttemptResult#timings} */
        record Wait(String why, Map<String, Instant> moments) {
            public Wait {
                moments = Map.copyOf(moments);
            }

            public static Wait of(String why) {
                return new Wait(why, Map.of());
            }
        }

        /**
         * Reads first; requests the change once if it is neither done nor running. Calls end with their attempt.
         *
         * @return empty when it is done
         */
        Optional<Wait> advance(A wanted, ActionAttempt turn) throws ActionFailedException;

        /** Reads the resource and requests nothing. @return its state, for a person */
        String describe(A wanted, ActionAttempt turn) throws ActionFailedException;
    }

    /** Notifies people or systems about a service. @param <A> the step's arguments */
    non-sealed interface Messenger<A extends Action> extends ActionHandler<A> {

        /**
         * Sends one message once, within the attempt's deadline. Each attempt at a step carries the same key if possible,
         * so that the receiver can detect repetitions.
         *
         * @param command what the message is about
         * @param fence the current fence
         */
        void tell(A to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException;
    }
}

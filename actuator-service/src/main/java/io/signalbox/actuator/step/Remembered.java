package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.Command;
import java.util.Map;
import java.util.Optional;

/**
 * A parameter as it was before a step changed it, in the words that travel with its commands.
 *
 * @param value empty when there was none of its name
 */
record Remembered(Optional<String> value) {

    private static final String VALUE = "value";
    private static final String ABSENT = "absent";

    /** @return empty while nothing is known */
    static Optional<Remembered> of(Command command) throws ActionFailedException {
        Map<String, String> previous = command.previous();
        if (previous == null || previous.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> value = Optional.ofNullable(previous.get(VALUE));
        if (value.isEmpty() && !previous.containsKey(ABSENT)) {
            throw new ActionFailedException(
                    "previous-unreadable",
                    "expected " + VALUE + " or " + ABSENT + " among what is remembered, got " + previous.keySet(),
                    false);
        }
        return Optional.of(new Remembered(value));
    }

    Map<String, String> words() {
        return value.map(text -> Map.of(VALUE, text)).orElse(Map.of(ABSENT, "true"));
    }
}

package io.signalbox.actuator.app;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The service's settings for a command: system properties by their keys, and environment variables by the usual rule. */
record CommandSettings(Map<String, String> variables) {

    Optional<String> value(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(variables.get(variable)))
                .filter(value -> !value.isBlank());
    }

    /** @throws IllegalArgumentException naming key and value */
    double number(String key, String absent) {
        String text = value(key).orElse(absent);
        try {
            double number = Double.parseDouble(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, together with numbers that are not allowed.
        }
        throw new IllegalArgumentException(key + ": expected a number above 0, got \"" + text + "\"");
    }
}

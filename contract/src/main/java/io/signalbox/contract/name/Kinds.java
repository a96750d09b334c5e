package io.signalbox.contract.name;

import java.util.Locale;

/** The names of kinds as metrics, logs, journal and topology show them: their classes in kebab-case. */
public final class Kinds {

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> kind) {
            return kind.getSimpleName()
                    .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
        }
    };

    private Kinds() {}

    public static String name(Class<?> kind) {
        return NAMES.get(kind);
    }
}

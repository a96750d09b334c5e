package io.signalbox.contract;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The phase in the public state of a service. docs/codes.md explains each. */
public enum ServicePhase {
    UNADOPTED,
    STEADY,
    AWAITING_LEAVE,
    MOVING,
    PROVING,
    UNDOING,
    ADJUSTING,
    SCALING,
    PUBLISHING,
    RE_ADOPTING,
    STUCK;

    private static final Map<String, ServicePhase> BY_TEXT =
            Stream.of(values()).collect(Collectors.toMap(ServicePhase::text, Function.identity()));

    private final String text;

    ServicePhase() {
        this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Kebab-case, as in the state. */
    public String text() {
        return text;
    }

    /** Null for a phase that this version does not know. */
    public static @Nullable ServicePhase of(String text) {
        return BY_TEXT.get(text);
    }
}

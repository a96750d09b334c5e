package io.signalbox.contract;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt of the actuator has failed. docs/codes.md explains each. An outcome has the text of one of these, of one
 * with the prefix {@link #SIGNAL}, or of an {@link #http HTTP status}.
 */
public enum FailureCause {
    ACCESS_DENIED,
    AUTHORITIES_UNREADABLE,
    BAD_KEY,
    BAD_TIME,
    CHANGED_MEANWHILE,
    CHANGING,
    CONNECTION,
    FENCE_GONE,
    FENCE_UNKNOWN,
    FENCE_UNREADABLE,
    FORBIDDEN_ADDRESS,
    FUNCTION_ERROR,
    HEALTH_CHECK_CHANGED,
    HEALTH_CHECK_MISSING,
    HEALTH_CHECK_NAME_TAKEN,
    HTTP_401,
    HTTP_403,
    INTERRUPTED,
    INVALID_CHANGE,
    INVALID_CHANGE_BATCH,
    INVALID_INPUT,
    INVALID_URL,
    MISMATCH,
    NO_MIXED_INSTANCES_POLICY,
    NO_SERVING_RECORD,
    NO_WRITER,
    NOT_AUTHORITATIVE,
    NOT_EXPRESSIBLE,
    NOT_FOUND,
    ONE_WAY,
    OTHERS_FIRST,
    PREVIOUS_GONE,
    PREVIOUS_UNPROVEN,
    PREVIOUS_UNREADABLE,
    PRIOR_REQUEST_NOT_COMPLETE,
    REFUSED,
    REPLICA_LAG,
    REPLICA_LAG_UNKNOWN,
    SECRET_MISSING,
    SECRET_UNREADABLE,
    SECURE_STRING,
    SERVER_ERROR,
    SIGNAL_UNREADABLE,
    THROTTLED,
    TIMEOUT,
    TOO_MANY_HEALTH_CHECKS,
    UNEXPECTED,
    UNKNOWN_HOST,
    UNREACHABLE,
    UNREADABLE,
    UNSIGNED,
    UNVERIFIED,
    ZONE_NOT_FOUND;

    /** The prefix of a cause that concerns the signal of a service. */
    public static final String SIGNAL = "signal-";

    private static final Map<String, FailureCause> BY_TEXT =
            Stream.of(values()).collect(Collectors.toMap(FailureCause::text, Function.identity()));

    private static final Set<FailureCause> DENIED =
            EnumSet.of(ACCESS_DENIED, BAD_KEY, BAD_TIME, SECRET_MISSING, SECRET_UNREADABLE, HTTP_401, HTTP_403);

    private final String text;

    FailureCause() {
        this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Kebab-case, as in outcomes and metrics. */
    public String text() {
        return text;
    }

    /** Null for a cause of another version, with a prefix, or with another HTTP status. */
    public static @Nullable FailureCause of(String text) {
        return BY_TEXT.get(text);
    }

    /** The text for the status of an HTTP answer. */
    public static String http(int status) {
        return "http-" + status;
    }

    public boolean is(String cause) {
        return text.equals(cause);
    }

    /** True if a person must renew credentials or grant rights before another attempt can work. */
    public boolean isDenied() {
        return DENIED.contains(this);
    }
}

package io.signalbox.contract.topology;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a topology speaks of a health check of Route 53: by the id that Route 53 has given it, or by a name of its own, under which
 * {@code apply} makes it. AWS keeps the name as the check's caller reference, of which there is never a second one.
 */
public final class HealthCheckName {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** With its prefix it must fit into the 64 characters of a caller reference. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?");

    private static final String PREFIX = "signalbox:";

    private HealthCheckName() {}

    /** True if this is an id of Route 53's own. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public static boolean isEither(String text) {
        return isId(text) || NAME.matcher(text).matches();
    }

    /** The caller reference in AWS of the health check with this name. */
    public static String reference(String name) {
        return PREFIX + name;
    }

    /** The name of the health check with this caller reference; empty for one that was made elsewhere. */
    public static Optional<String> of(String reference) {
        return reference.startsWith(PREFIX) ? Optional.of(reference.substring(PREFIX.length())) : Optional.empty();
    }
}

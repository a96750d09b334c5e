package io.signalbox.contract.topology;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a Route 53 health check in a topology: its id, or a name under which {@code apply} creates it. AWS stores
 * the name as the caller reference, which is unique.
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

package io.signalbox.contract.access;

import io.signalbox.contract.name.Names;
import java.util.List;
import java.util.Optional;

/**
 * The heartbeats that a token may send, as the role {@code heartbeat:<service>/<site>/<probe>} of the token file. Each of the three is a name,
 * or {@code *} for all.
 */
public record HeartbeatScope(String service, String site, String probe) {

    /** The format of a scope, for error messages. */
    static final String FORM = Roles.HEARTBEAT + ":<service>/<site>/<probe>";

    private static final String PREFIX = Roles.HEARTBEAT + ":";
    private static final String ALL = "*";
    private static final int PARTS = 3;

    /** Empty if the role is no scope. */
    static Optional<HeartbeatScope> of(String role) {
        if (!role.startsWith(PREFIX)) {
            return Optional.empty();
        }
        List<String> parts = List.of(role.substring(PREFIX.length()).split("/", -1));
        return parts.size() == PARTS && parts.stream().allMatch(part -> part.equals(ALL) || Names.valid(part))
                ? Optional.of(new HeartbeatScope(parts.get(0), parts.get(1), parts.get(2)))
                : Optional.empty();
    }

    boolean contains(String otherService, String otherSite, String otherProbe) {
        return matches(service, otherService) && matches(site, otherSite) && matches(probe, otherProbe);
    }

    private static boolean matches(String allowed, String found) {
        return allowed.equals(ALL) || allowed.equals(found);
    }
}

package io.signalbox.contract.access;

import java.util.List;

/** The roles of callers. Operators and approvers may also read; neither has the rights of the other. A caller may have several. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String APPROVER = "approver";

    /** Clients that send heartbeats to probe-service; it gives no right in decision-service. */
    public static final String HEARTBEAT = "heartbeat";

    public static final List<String> ALL = List.of(VIEWER, OPERATOR, APPROVER, HEARTBEAT);

    private Roles() {}
}

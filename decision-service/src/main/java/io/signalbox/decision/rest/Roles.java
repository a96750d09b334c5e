package io.signalbox.decision.rest;

import java.util.List;

/** Who may do what. Operators and approvers may also look; neither may do what the other does. A caller may be several. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String APPROVER = "approver";

    /** Of clients that push to probe-service, which may be given the same file; here it lets nobody do anything. */
    static final String HEARTBEAT = "heartbeat";

    static final List<String> ALL = List.of(VIEWER, OPERATOR, APPROVER, HEARTBEAT);

    private Roles() {}
}

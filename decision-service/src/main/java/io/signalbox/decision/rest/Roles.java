package io.signalbox.decision.rest;

import java.util.List;

/** Who may do what. Operators and approvers may also look; neither may do what the other does. A caller may be several. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String APPROVER = "approver";

    static final List<String> ALL = List.of(VIEWER, OPERATOR, APPROVER);

    private Roles() {}
}

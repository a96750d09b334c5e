package io.signalbox.decision.rest;

/** Who may do what; an operator may also look. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";

    private Roles() {}
}

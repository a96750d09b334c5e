package io.signalbox.cli.console;

/** The exit codes of commands that call decision-service, as docs/cli.md and {@code signalbox --help} list them. */
public final class ExitCode {

    public static final int DONE = 0;

    /** The order was refused, or what was checked is not in order. */
    public static final int REFUSED = 1;

    /** Wrong usage, or a value that the service does not allow. */
    public static final int USAGE = 2;

    /** The order is stored; its effect has not been seen yet. */
    public static final int PENDING = 3;

    /** The token is missing or unknown, or lacks a role. */
    public static final int DENIED = 4;

    /** No answer, or one that says to ask again later. Nothing was changed. */
    public static final int UNAVAILABLE = 5;

    /** An order was sent and not answered: it may be stored or not. */
    public static final int UNKNOWN = 6;

    private ExitCode() {}
}

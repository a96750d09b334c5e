package io.signalbox.decision.backtest;

/** A backtest that cannot be run as it is asked for; the message says what was found and what is allowed. */
final class NotPossibleException extends RuntimeException {

    private final String code;

    /** @param code stable, kebab-case */
    NotPossibleException(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}

package io.signalbox.decision.backtest;

/** A backtest request is invalid; the message says what was found and what is allowed. */
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

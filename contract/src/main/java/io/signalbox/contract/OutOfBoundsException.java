package io.signalbox.contract;

/** A field of a directive leaves its bounds. The message names the field, the allowed values and the beginning of the value. */
public final class OutOfBoundsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String allowed;
    private final String found;

    /** @param found short, without control characters */
    OutOfBoundsException(String field, String allowed, String found) {
        super(field + ": expected " + allowed + ", got \"" + found + "\"");
        this.field = field;
        this.allowed = allowed;
        this.found = found;
    }

    public String field() {
        return field;
    }

    public String allowed() {
        return allowed;
    }

    public String found() {
        return found;
    }
}

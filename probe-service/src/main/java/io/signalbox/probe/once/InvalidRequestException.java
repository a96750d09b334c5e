package io.signalbox.probe.once;

/** A request that cannot be carried out. @param where the field or setting @param allowed for people */
public final class InvalidRequestException extends Exception {

    private final String where;
    private final String found;
    private final String allowed;

    public InvalidRequestException(String where, String found, String allowed) {
        super(where + ": expected " + allowed + ", got " + found, null, false, false);
        this.where = where;
        this.found = found;
        this.allowed = allowed;
    }

    public String where() {
        return where;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }
}

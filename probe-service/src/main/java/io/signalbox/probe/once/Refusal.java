package io.signalbox.probe.once;

/** What was asked for is not done. @param where the field, or the setting @param allowed for a person */
public final class Refusal extends Exception {

    private final String where;
    private final String found;
    private final String allowed;

    public Refusal(String where, String found, String allowed) {
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

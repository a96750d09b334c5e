package io.signalbox.contract.json;

/** The version that every value carries as {@code v}. A reader rejects versions that it does not know. */
public final class Version {

    private Version() {}

    public static void require(String what, long found, int newest) {
        if (found < 1 || found > newest) {
            throw new IllegalArgumentException(
                    what + ": version " + found + " is not known here, expected 1 to " + newest);
        }
    }
}

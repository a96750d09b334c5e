package io.signalbox.contract.json;

/** The version that every value carries as {@code v}. A reader refuses what it does not know; it never guesses. */
public final class Version {

    private Version() {}

    public static void require(String what, long found, int newest) {
        if (found < 1 || found > newest) {
            throw new IllegalArgumentException(
                    what + ": version " + found + " is not known here, expected 1 to " + newest);
        }
    }
}

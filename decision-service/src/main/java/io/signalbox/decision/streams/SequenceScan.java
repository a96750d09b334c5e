package io.signalbox.decision.streams;

import java.nio.charset.StandardCharsets;

/** Finds the number of an observation without parsing all of it. */
final class SequenceScan {

    private static final byte[] FIELD = "\"sequence\":".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 18;

    private SequenceScan() {}

    /** @return the value of the first field {@code sequence}; -1 when there is none that is a whole number */
    static long of(byte[] value) {
        for (int at = 0; at <= value.length - FIELD.length; at++) {
            if (value[at] == FIELD[0] && isAt(value, at)) {
                return number(value, at + FIELD.length);
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] value, int at) {
        for (int n = 1; n < FIELD.length; n++) {
            if (value[at + n] != FIELD[n]) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] value, int from) {
        long number = 0;
        int at = from;
        while (at < value.length && at - from <= MOST_DIGITS && value[at] >= '0' && value[at] <= '9') {
            number = 10 * number + value[at] - '0';
            at++;
        }
        return at == from || at - from > MOST_DIGITS ? -1 : number;
    }
}

package io.signalbox.bench.probe;

import java.net.InetAddress;

/** The behavior of a target, encoded in its address: the second number of 127.x.y.z. */
public enum TargetBehavior {
    /** Answers at once. */
    HEALTHY(10),
    /** Answers late, but within the timeout. */
    SLOW(11),
    /** Accepts connections and sends nothing. */
    SILENT(12),
    /** Resets the connection after the request. */
    RESETTING(13),
    /** Answers with an error. */
    FAILING(14),
    /** Drops packets once set by a control request: a client gets neither a connection nor a refusal. */
    DROPPING(15),
    /** Answers with an unexpected body. */
    WRONG_BODY(16),
    /** Sends only the beginning of an answer. */
    INCOMPLETE(17);

    private final int number;

    TargetBehavior(int number) {
        this.number = number;
    }

    /** @param index below 65,000 */
    public String address(int index) {
        return "127.%d.%d.%d".formatted(number, index / 250, index % 250 + 1);
    }

    public static TargetBehavior of(InetAddress address) {
        int number = address.getAddress()[1];
        for (TargetBehavior behavior : values()) {
            if (behavior.number == number) {
                return behavior;
            }
        }
        return HEALTHY;
    }
}

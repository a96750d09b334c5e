package io.signalbox.bench.probe;

import java.net.InetAddress;

/** How a target behaves, which its address tells: the second number of 127.x.y.z. */
enum Manner {
    /** Answers at once. */
    WELL(10),
    /** Answers late, and in time. */
    SLOW(11),
    /** Accepts, and says nothing. */
    SILENT(12),
    /** Resets the connection when asked. */
    DYING(13),
    /** Answers with an error. */
    FAILING(14),
    /** Swallows packets, once it was told to: whoever connects gets neither a connection nor a refusal. */
    SWALLOWING(15),
    /** Answers, and not what is expected. */
    ANSWERING_OTHERWISE(16),
    /** Begins to answer, and does not go on. */
    UNENDING(17);

    private final int number;

    Manner(int number) {
        this.number = number;
    }

    /** @param index below 65,000 */
    String address(int index) {
        return "127.%d.%d.%d".formatted(number, index / 250, index % 250 + 1);
    }

    static Manner of(InetAddress address) {
        int number = address.getAddress()[1];
        for (Manner manner : values()) {
            if (manner.number == number) {
                return manner;
            }
        }
        return WELL;
    }
}

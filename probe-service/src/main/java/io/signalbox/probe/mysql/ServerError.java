package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.Attempt;
import java.util.Set;

/** A refusal, known by its number. What else the server says of it is not told further. */
record ServerError(int number) {

    /** Too many connections, shutting down, out of resources, too many of this user. */
    private static final Set<Integer> BUSY = Set.of(1040, 1053, 1041, 1203, 1226);
    /** Not for this user, password, database, host, or not any more. */
    private static final Set<Integer> DENIED =
            Set.of(1044, 1045, 1129, 1130, 1142, 1227, 1251, 1524, 1698, 1820, 1862, 3118, 3159, 3955, 4151);

    /** @param packet behind the byte that says that it is one */
    static ServerError read(ByteBuf packet) {
        return new ServerError(packet.readUnsignedShortLE());
    }

    void tell(Attempt attempt) {
        if (BUSY.contains(number)) {
            attempt.failed(
                    Cause.NOT_READY, "error " + number + ": the server is stopping or takes no more connections");
        } else if (DENIED.contains(number)) {
            attempt.failed(Cause.ACCESS_DENIED, "error " + number + ": the server does not let this user in");
        } else {
            attempt.failed(Cause.WRONG_ANSWER, "error " + number);
        }
    }
}

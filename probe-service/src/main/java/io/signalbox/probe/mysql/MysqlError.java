package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.ProbeAttempt;
import java.util.Set;

/** An error packet, identified by its number. The server's text is dropped. */
record MysqlError(int number) {

    /** Too many connections, shutting down, out of resources, or too many for this user. */
    private static final Set<Integer> BUSY = Set.of(1040, 1053, 1041, 1203, 1226);
    /** Access denied for this user, password, database or host. */
    private static final Set<Integer> DENIED =
            Set.of(1044, 1045, 1129, 1130, 1142, 1227, 1251, 1524, 1698, 1820, 1862, 3118, 3159, 3955, 4151);

    /** @param packet after its header byte */
    static MysqlError read(ByteBuf packet) {
        return new MysqlError(packet.readUnsignedShortLE());
    }

    void tell(ProbeAttempt attempt) {
        if (BUSY.contains(number)) {
            attempt.failed(
                    Cause.NOT_READY, "error " + number + ": the server is stopping or takes no more connections");
        } else if (DENIED.contains(number)) {
            attempt.failed(Cause.ACCESS_DENIED, "error " + number + ": access denied for this user");
        } else {
            attempt.failed(Cause.WRONG_ANSWER, "error " + number);
        }
    }
}

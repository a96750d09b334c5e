package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.probe.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the result of a query with one row and two columns: column count, column definitions, EOF and the row. */
final class AccessResponse {

    private static final int COLUMNS = 2;
    /** The column count, one definition for each column, and EOF. */
    private static final int PACKETS_BEFORE_ROW = COLUMNS + 2;

    private static final int END = 0xFE;
    private static final int LONGEST_SHORT_TEXT = 250;
    private static final Set<String> OFF = Set.of("0", "OFF");

    private int packets;

    /** Null until the row is read. */
    @Nullable
    Access read(ByteBuf packet) throws MalformedMessageException {
        if (packets == PACKETS_BEFORE_ROW) {
            String readOnly = text(packet);
            String innodbReadOnly = text(packet);
            return OFF.contains(readOnly) && OFF.contains(innodbReadOnly) ? Access.WRITABLE : Access.READ_ONLY;
        }
        int first = packet.readUnsignedByte();
        packets++;
        if (packets == 1 && first != COLUMNS || (packets == PACKETS_BEFORE_ROW) != (first == END)) {
            throw new MalformedMessageException("a response to another query");
        }
        return null;
    }

    private static String text(ByteBuf packet) throws MalformedMessageException {
        int length = packet.readUnsignedByte();
        if (length > LONGEST_SHORT_TEXT) {
            throw new MalformedMessageException("a response to another query");
        }
        return packet.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }
}

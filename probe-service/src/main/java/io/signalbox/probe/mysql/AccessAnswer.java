package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.probe.wire.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The packets of an answer of one row with two columns: their number, what they are, an end, and the row. */
final class AccessAnswer {

    private static final int COLUMNS = 2;
    private static final int END = 0xFE;
    private static final int LONGEST_SHORT_TEXT = 250;
    private static final Set<String> OFF = Set.of("0", "OFF");

    private boolean begun;
    private boolean rows;

    /** Null until the row has come. */
    @Nullable
    Access read(ByteBuf packet) throws Malformed {
        if (rows) {
            String readOnly = text(packet);
            String innodbReadOnly = text(packet);
            return OFF.contains(readOnly) && OFF.contains(innodbReadOnly) ? Access.WRITABLE : Access.READ_ONLY;
        }
        int first = packet.readUnsignedByte();
        if (!begun && first != COLUMNS) {
            throw new Malformed("an answer to another question");
        }
        rows = begun && first == END;
        begun = true;
        return null;
    }

    private static String text(ByteBuf packet) throws Malformed {
        int length = packet.readUnsignedByte();
        if (length > LONGEST_SHORT_TEXT) {
            throw new Malformed("an answer to another question");
        }
        return packet.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }
}

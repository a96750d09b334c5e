package io.signalbox.sandbox.certificates;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** The encoding of certificates (X.690): each value after its tag and its length. */
final class Der {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SHORT = 128;

    private Der() {}

    static byte[] of(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < SHORT) {
            out.write(length);
        } else {
            byte[] number = BigInteger.valueOf(length).toByteArray();
            int zero = number[0] == 0 ? 1 : 0;
            out.write(SHORT + number.length - zero);
            out.write(number, zero, number.length - zero);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return of(0x31, parts);
    }

    static byte[] yes() {
        return of(0x01, new byte[] {-1});
    }

    static byte[] integer(BigInteger value) {
        return of(0x02, value.toByteArray());
    }

    static byte[] bits(byte[] content) {
        return of(0x03, new byte[1], content);
    }

    static byte[] octets(byte[] content) {
        return of(0x04, content);
    }

    /** @param hex as it is encoded, such as 550403 for 2.5.4.3 */
    static byte[] object(String hex) {
        return of(0x06, HexFormat.of().parseHex(hex));
    }

    static byte[] text(String text) {
        return of(0x0C, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] moment(Instant moment) {
        return of(0x17, MOMENT.format(moment).getBytes(StandardCharsets.US_ASCII));
    }
}

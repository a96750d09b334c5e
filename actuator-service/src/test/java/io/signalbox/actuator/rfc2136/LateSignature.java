package io.signalbox.actuator.rfc2136;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/** The signature of "your clock is wrong", which carries the server's own time: RFC 8945, section 5.2.3. */
final class LateSignature {

    private static final int TIME_BYTES = 6;

    private LateSignature() {}

    static byte[] on(Message response, TSIGRecord request, String secret) {
        byte[] now = time(Instant.now());
        var variables = ByteBuffer.allocate(1_000)
                .put(request.getName().toWireCanonical())
                .putShort((short) DClass.ANY)
                .putInt(0)
                .put(request.getAlgorithm().toWireCanonical())
                .put(time(request.getTimeSigned()))
                .putShort((short) request.getFudge().toSeconds())
                .putShort((short) Rcode.BADTIME)
                .putShort((short) TIME_BYTES)
                .put(now);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HMAC"));
            mac.update(ByteBuffer.allocate(2)
                    .putShort((short) request.getSignature().length)
                    .array());
            mac.update(request.getSignature());
            mac.update(response.toWire());
            mac.update(Arrays.copyOf(variables.array(), variables.position()));
            response.addRecord(
                    new TSIGRecord(
                            request.getName(),
                            DClass.ANY,
                            0,
                            TSIG.HMAC_SHA256,
                            request.getTimeSigned(),
                            request.getFudge(),
                            mac.doFinal(),
                            response.getHeader().getID(),
                            Rcode.BADTIME,
                            now),
                    Section.ADDITIONAL);
            return response.toWire();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] time(Instant instant) {
        byte[] whole = ByteBuffer.allocate(Long.BYTES)
                .putLong(instant.getEpochSecond())
                .array();
        return Arrays.copyOfRange(whole, Long.BYTES - TIME_BYTES, Long.BYTES);
    }
}

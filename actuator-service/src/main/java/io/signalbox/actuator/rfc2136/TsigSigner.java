package io.signalbox.actuator.rfc2136;

import io.signalbox.contract.FailureCause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/**
 * Signs requests, and accepts only signed answers. The exceptions are refusals that a server cannot sign, or gives
 * before it checks signatures: with a forged one an attacker gains no more than by cutting the connection.
 */
record TsigSigner(TSIG key) {

    private static final Set<Integer> UNSIGNED_REFUSALS =
            Set.of(Rcode.REFUSED, Rcode.NOTAUTH, Rcode.FORMERR, Rcode.NOTIMP);

    void sign(Message request) {
        key.apply(request, null);
    }

    /** @param request as it was signed */
    Message verified(byte[] bytes, Message request) throws UpdateFailedException {
        Message answer = read(bytes);
        TSIGRecord signature = answer.getTSIG();
        if (signature == null) {
            throw unsigned(answer);
        }
        int error = signature.getError();
        if (error == Rcode.BADKEY || error == Rcode.BADSIG) {
            throw refused(FailureCause.BAD_KEY, "does not accept the key " + signature.getName() + ": " + text(error));
        }
        int verdict = key.verify(answer, bytes, request.getTSIG());
        if (verdict != Rcode.NOERROR) {
            throw UpdateFailedException.unclear(
                    FailureCause.UNVERIFIED, "the answer's signature is wrong: " + text(verdict));
        }
        if (error == Rcode.BADTIME) {
            throw refused(FailureCause.BAD_TIME, clocks(request.getTSIG(), signature));
        }
        if (error != Rcode.NOERROR) {
            throw refused(FailureCause.BAD_KEY, "does not accept the signature: " + text(error));
        }
        return answer;
    }

    private static Message read(byte[] bytes) throws UpdateFailedException {
        try {
            return new Message(bytes);
        } catch (IOException e) {
            throw UpdateFailedException.unclear(
                    FailureCause.UNREADABLE, "the answer cannot be read: " + e.getMessage());
        }
    }

    private static UpdateFailedException unsigned(Message answer) {
        int code = answer.getRcode();
        return UNSIGNED_REFUSALS.contains(code)
                ? refused(
                        code == Rcode.REFUSED ? FailureCause.ACCESS_DENIED : FailureCause.REFUSED,
                        "answers " + Rcode.string(code) + ", unsigned")
                : UpdateFailedException.unclear(
                        FailureCause.UNSIGNED, "the answer " + Rcode.string(code) + " is not signed");
    }

    /** Retryable: keys may be changed and clocks corrected while a plan waits. */
    private static UpdateFailedException refused(FailureCause cause, String what) {
        return UpdateFailedException.notTaken(cause, "the primary " + what, true);
    }

    private static String clocks(TSIGRecord request, TSIGRecord answer) {
        byte[] theirs = answer.getOther();
        String there = theirs == null || theirs.length != 6
                ? "another time"
                : Instant.ofEpochSecond(
                                ByteBuffer.allocate(8).position(2).put(theirs).getLong(0))
                        .toString();
        return "has " + there + " by its clock, this actuator has " + request.getTimeSigned();
    }

    private static String text(int error) {
        return Rcode.TSIGstring(error);
    }
}

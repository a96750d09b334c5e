package io.signalbox.actuator.rfc2136;

import io.signalbox.contract.FailureCause;
import java.util.List;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Interprets a server's verified answer. */
final class UpdateAnswers {

    private UpdateAnswers() {}

    /** Checks that the prerequisites held and the update was done (RFC 2136, section 2.2). */
    static void requireDone(Message answer) throws UpdateFailedException {
        int code = answer.getRcode();
        switch (code) {
            case Rcode.NOERROR -> {}
            case Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN, Rcode.YXDOMAIN ->
                throw UpdateFailedException.mismatch("the primary answers " + Rcode.string(code));
            default -> throw refusal(code);
        }
    }

    /** The records of a name and type, by a server that has authority over them. */
    static List<Record> records(Message answer, Name name, int type) throws UpdateFailedException {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw refusal(code);
        }
        if (!answer.getHeader().getFlag(Flags.AA)) {
            throw UpdateFailedException.notTaken(
                    FailureCause.NOT_AUTHORITATIVE,
                    "the primary answers without authority for " + name.toString(true),
                    false);
        }
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getName().equals(name) && record.getType() == type)
                .toList();
    }

    /**
     * A server failure may come from another server, to which the update was passed on and which may have applied it.
     */
    private static UpdateFailedException refusal(int code) {
        String detail = "the primary answers " + Rcode.string(code);
        return switch (code) {
            case Rcode.REFUSED -> UpdateFailedException.notTaken(FailureCause.ACCESS_DENIED, detail, true);
            case Rcode.NOTAUTH, Rcode.NOTZONE ->
                UpdateFailedException.notTaken(FailureCause.NOT_AUTHORITATIVE, detail, false);
            case Rcode.FORMERR, Rcode.NOTIMP ->
                UpdateFailedException.notTaken(FailureCause.INVALID_INPUT, detail, false);
            default -> UpdateFailedException.unclear(FailureCause.SERVER_ERROR, detail);
        };
    }
}

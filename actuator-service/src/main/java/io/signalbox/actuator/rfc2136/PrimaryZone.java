package io.signalbox.actuator.rfc2136;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import org.xbill.DNS.Name;

/** One zone at its primary during one attempt. @param end of {@link System#nanoTime} */
record PrimaryZone(DnsServer server, TsigSigner signer, Name name, MeterRegistry meters, long end) implements Zone {

    /** Token of every change that the primary has accepted: its progress needs no further question. */
    static final String TOKEN = "rfc2136";

    @Override
    public LiveRecords records(String name) throws ZoneUnavailableException {
        try (var primary = SignedConversation.begin(server, signer, meters, end, end)) {
            return new ZoneLookup(primary, this.name, name).records();
        } catch (UpdateFailedException e) {
            throw e.unavailable();
        }
    }

    /** A quarter of the time is kept for a look after a lost answer. Nothing begins when too little time is left. */
    @Override
    public Submission submit(FencedChange change) {
        long now = System.nanoTime();
        long left = Math.max(0, end - now);
        try {
            var update = UpdateMessage.of(name, change);
            try (var primary = SignedConversation.begin(server, signer, meters, now + left / 2, end - left / 4)) {
                return primary.ask("update", update, answer -> {
                    UpdateAnswers.requireDone(answer);
                    return new Submission.Accepted(TOKEN);
                });
            }
        } catch (UpdateFailedException e) {
            return e.submission();
        } catch (RuntimeException e) {
            return new Submission.Unclear(FailureCause.UNEXPECTED, e.toString());
        }
    }

    /** The primary answers with an accepted change at once. Whether the other servers have it is checked elsewhere. */
    @Override
    public Progress progress(String token) {
        return token.equals(TOKEN) ? Progress.IN_SYNC : Progress.UNKNOWN;
    }
}

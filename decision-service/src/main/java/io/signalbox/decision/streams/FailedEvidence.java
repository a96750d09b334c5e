package io.signalbox.decision.streams;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import java.time.Instant;
import java.util.List;

/** The verdicts on the sites of a service whose evidence could not be counted: UNKNOWN. */
final class FailedEvidence {

    private FailedEvidence() {}

    /** @param known the verdicts so far; those that are UNKNOWN already do not change */
    static List<SiteVerdict> verdicts(
            List<SiteVerdict> known, RuntimeException cause, String topologyDigest, Instant now) {
        return known.stream()
                .filter(verdict -> verdict.verdict() != Verdict.UNKNOWN)
                .map(verdict -> unknown(verdict, cause, topologyDigest, now))
                .toList();
    }

    private static SiteVerdict unknown(
            SiteVerdict verdict, RuntimeException cause, String topologyDigest, Instant now) {
        return new SiteVerdict(
                SiteVerdict.VERSION,
                verdict.service(),
                verdict.site(),
                Verdict.UNKNOWN,
                now,
                null,
                List.of(),
                verdict.needed(),
                Reason.of(
                        ReasonCode.EVIDENCE_FAILED,
                        verdict.site() + " is UNKNOWN: counting its evidence failed: " + cause),
                topologyDigest,
                null,
                null,
                null,
                null);
    }
}

package io.signalbox.contract.reason;

/** What vantages have seen of a site. */
public enum EvidenceReason implements ReasonCode {
    QUORUM_UP(Severity.INFO),
    QUORUM_DOWN(Severity.INFO),
    QUORUM_UNKNOWN(Severity.INFO),
    CHECK_CHANGED(Severity.INFO),
    DESCRIBED_ANEW(Severity.INFO),
    EVIDENCE_FAILED(Severity.WAITS),
    UNCONFIRMED(Severity.WAITS),
    READER_BEHIND(Severity.ALARM);

    private final Severity severity;

    EvidenceReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}

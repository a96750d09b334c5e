package io.signalbox.contract.reason;

/** What vantages have seen of a site. */
public enum EvidenceReason implements ReasonCode {
    QUORUM_UP(Severity.INFO, "Enough vantages say that the site is UP.", "The site may get traffic.", "Nothing."),
    QUORUM_DOWN(
            Severity.INFO,
            "Enough vantages say that the site is DOWN.",
            "If the site has the traffic, a failover is considered.",
            "Look at the votes in the text: they name the failing checks."),
    QUORUM_UNKNOWN(
            Severity.INFO,
            "Too few votes count for a verdict: vantages are silent, sick or disagree.",
            "Nothing automatic begins because of this site.",
            "If it lasts, look for silent or sick vantages."),
    CHECK_CHANGED(
            Severity.INFO,
            "A readiness or watched check has another verdict. The site's verdict stays.",
            "The check counts for selection and for gates as its role says.",
            "Nothing."),
    DESCRIBED_ANEW(
            Severity.INFO,
            "The site, or the service of a running plan, is described otherwise than before, so older results or the plan do not count.",
            "The site is measured anew; a plan that has done nothing yet is made anew.",
            "Nothing; wait for the next results."),
    EVIDENCE_FAILED(
            Severity.WAITS,
            "Counting the evidence of a service failed with an error.",
            "The site is UNKNOWN and its evidence is counted anew.",
            "Report the error in the text; other services are not concerned."),
    UNCONFIRMED(
            Severity.WAITS,
            "Too few vantages have confirmed the stored verdict since decision-service began to decide.",
            "Nothing automatic begins on it until fresh results agree.",
            "Check that probe-services run and reach Kafka, if it lasts."),
    READER_BEHIND(
            Severity.ALARM,
            "The evidence of the service is read late, or the clocks of Kafka and decision-service differ.",
            "Nothing turns DOWN and nothing automatic begins.",
            "Check the lag of decision-service and the clocks of brokers and decision-service.");

    private final ReasonGuide guide;

    EvidenceReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

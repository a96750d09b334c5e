package io.signalbox.contract.reason;

/** A service or its shadow policy as a whole. */
public enum ServiceReason implements ReasonCode {
    QUARANTINED(Severity.ALARM),
    SERVICE_REMOVED(Severity.INFO),
    SERVICE_BACK(Severity.INFO),
    SHADOW_BEGINS(Severity.INFO),
    SHADOW_DISAGREES(Severity.INFO),
    SHADOW_AGREES(Severity.INFO),
    SHADOW_FAILED(Severity.WAITS);

    private final Severity severity;

    ServiceReason(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}

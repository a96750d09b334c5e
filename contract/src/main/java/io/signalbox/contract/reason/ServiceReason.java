package io.signalbox.contract.reason;

/** A service or its shadow policy as a whole. */
public enum ServiceReason implements ReasonCode {
    QUARANTINED(
            Severity.ALARM,
            "The service's own decision failed, or its stored state cannot be read.",
            "Nothing of the service is decided.",
            "Report the cause in the text; then lift the quarantine."),
    SERVICE_REMOVED(
            Severity.INFO,
            "The topology has no such service any more.",
            "Nothing of it is decided; its records stay.",
            "Put it back if it was removed by mistake."),
    SERVICE_BACK(
            Severity.INFO, "The service is in the topology again.", "Its fence is read from the provider.", "Nothing."),
    SHADOW_BEGINS(
            Severity.INFO,
            "The shadow policy begins anew where the traffic is.",
            "It follows the same events.",
            "Nothing."),
    SHADOW_DISAGREES(
            Severity.INFO,
            "The shadow policy would have the traffic elsewhere.",
            "Nothing: it never acts.",
            "Compare the two reasons before you change the policy."),
    SHADOW_AGREES(Severity.INFO, "The shadow policy would have the traffic where it is.", "Nothing.", "Nothing."),
    SHADOW_FAILED(
            Severity.WAITS,
            "The shadow policy failed with an error.",
            "It is not followed any more.",
            "Report the cause in the text.");

    private final ReasonGuide guide;

    ServiceReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

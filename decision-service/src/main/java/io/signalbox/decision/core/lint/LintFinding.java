package io.signalbox.decision.core.lint;

/**
 * Something about a topology that an operator should know before it is needed.
 *
 * @param path such as {@code services.orders.policy.quorum}
 * @param text one sentence: what would happen, and what would be better
 */
public record LintFinding(Severity severity, String path, String text) {

    public enum Severity {
        /** It would fail when it is needed. */
        ERROR,
        /** It works, and may not be what is wanted. */
        WARN
    }

    static LintFinding error(String path, String text) {
        return new LintFinding(Severity.ERROR, path, text);
    }

    static LintFinding warn(String path, String text) {
        return new LintFinding(Severity.WARN, path, text);
    }
}

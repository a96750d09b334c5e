package io.signalbox.contract.reason;

/** What stands against a drill, and how it ended. */
public enum DrillReason implements ReasonCode {
    SUCCEEDED(Severity.INFO, "The drill has lasted as long as it should, and traffic is home.", "Nothing.", "Nothing."),
    ABORTED(Severity.WAITS, "The drill was ended early.", "Traffic goes home.", "Read why in the text."),
    BLOCKED(Severity.WAITS, "The drill could not begin.", "Traffic stays.", "Read why in the text."),
    UNRESTORED(
            Severity.WAITS,
            "The drill ended, and traffic was not brought home.",
            "Whoever took over decides.",
            "Look where the traffic is."),
    DRILL_AWAY(
            Severity.INFO,
            "Traffic has arrived at the drill's target.",
            "It goes home at the time in the text.",
            "Nothing."),
    NO_DRILL(Severity.WAITS, "No drill is under way.", "The order is refused.", "Nothing."),
    UNKNOWN_DRILL(
            Severity.WAITS,
            "The calendar has no such drill.",
            "The drill does not begin.",
            "Use a name of the calendar."),
    MISSED(
            Severity.WAITS,
            "A run of the calendar could not begin in time.",
            "It is left out; the next run follows.",
            "Read why in the journal."),
    NOT_DUE(
            Severity.WAITS,
            "The run was ordered before its time.",
            "It begins at its time.",
            "Correct the clock of the decision-service that ordered it."),
    BLOCKED_TIME(Severity.WAITS, "The calendar blocks this time or date.", "The drill does not begin.", "Nothing."),
    MODE(Severity.WAITS, "The policy's mode forbids drills.", "The drill does not begin.", "Set another mode."),
    BUSY(Severity.WAITS, "The service is not at rest.", "The drill does not begin.", "Try again once it is steady."),
    HELD(Severity.WAITS, "An override or another drill is in force.", "The drill does not begin.", "End it first."),
    ALARMS(
            Severity.WAITS,
            "The service has alarms, or the brake is on.",
            "The drill does not begin, or goes home.",
            "Clear the alarms first."),
    ACTIVE_NOT_UP(Severity.WAITS, "The active site is not UP.", "The drill does not begin.", "Repair it first."),
    NO_TARGET(
            Severity.WAITS,
            "There is no other site to go to.",
            "The drill does not begin.",
            "Name a target, or repair one."),
    ONE_WAY(
            Severity.WAITS,
            "The plan has a step that nothing can put back.",
            "The drill does not begin.",
            "Use a plan for drills without that step."),
    DECIDED_ELSEWHERE(
            Severity.WAITS, "Another cell has moved the traffic meanwhile.", "The drill does not begin.", "Try again."),
    NOT_CLAIMED(
            Severity.WAITS,
            "The move could not be claimed at the provider.",
            "The drill does not begin.",
            "Read the cause in the text.");

    private final ReasonGuide guide;

    DrillReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

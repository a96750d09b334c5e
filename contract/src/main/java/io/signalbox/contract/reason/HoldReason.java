package io.signalbox.contract.reason;

/** What holds a move that is wanted. */
public enum HoldReason implements ReasonCode {
    FROZEN(
            Severity.WAITS,
            "An operator of this cell has frozen the service or all services.",
            "No automatic move begins.",
            "Thaw when automatic moves may begin."),
    FROZEN_ELSEWHERE(
            Severity.WAITS,
            "An operator of another cell has frozen the service.",
            "No automatic move begins.",
            "Thaw, in any cell, when automatic moves may begin."),
    MAINTENANCE(
            Severity.WAITS,
            "A maintenance window is open.",
            "No automatic move begins until it closes.",
            "Override if it cannot wait."),
    ADVISE(
            Severity.WAITS,
            "The policy's mode is advise.",
            "Signalbox says what it would do, and does nothing.",
            "Move the traffic by hand, or set another mode."),
    APPROVE(
            Severity.WAITS,
            "The policy's mode is approve; in the journal, an approver has approved.",
            "The move waits for an approver.",
            "Approve or reject."),
    AWAITS(
            Severity.WAITS,
            "A prefix: an approver is asked about what the code that follows says, such as awaits-step.",
            "It waits for the answer.",
            "Approve or reject."),
    FAILBACK_MANUAL(
            Severity.WAITS,
            "Failback is manual.",
            "It waits for an approver.",
            "Approve when the traffic should go home."),
    ONE_VANTAGE(
            Severity.ALARM,
            "A single vantage decides alone, and the topology does not say that it may.",
            "Each automatic move waits for an approver.",
            "Add vantages, or write quorum: 1 if one is meant to decide."),
    BRAKE(
            Severity.WAITS,
            "Services of several regions fail at the same time.",
            "Automatic moves of all services wait for an approver.",
            "Find the common cause; approve for all services to let moves begin."),
    BRAKE_VANTAGES(
            Severity.WAITS,
            "The failures follow vantages, not sites.",
            "Automatic moves of all services wait for an approver.",
            "Look at the vantages in the text."),
    CALM(Severity.INFO, "The cause of the brake is over.", "Automatic moves begin again.", "Nothing."),
    VELOCITY(
            Severity.WAITS,
            "As many automatic moves have begun as the velocity limit allows.",
            "The next one waits until the time in the text.",
            "Approve it if it cannot wait."),
    CLAIMED(
            Severity.WAITS,
            "A plan has claimed the move: one of another cell or, in the journal, one of this cell.",
            "Nothing else begins until the claim ends.",
            "Nothing; look at that cell if the claim is renewed for long."),
    RETRY_WAITS(
            Severity.INFO,
            "The last plan of this move ran out of time without any effect.",
            "The next plan begins at the time in the text.",
            "Check that the DNS provider answers."),
    FAILED_MOVE(
            Severity.WAITS,
            "The move has failed, here or in another cell.",
            "It does not begin again by itself.",
            "Find the cause, then acknowledge in any cell."),
    EXPIRED(
            Severity.INFO,
            "A hold has ended at its time, or a command came too late to begin.",
            "What it held may begin; a command is sent again.",
            "Nothing."),
    FLEET_FAILED(
            Severity.ALARM,
            "What is stored about all services together cannot be used for a decision.",
            "All services are frozen.",
            "Report the error; thaw all services once no order for all is missing."),
    FLEET_UNREADABLE(
            Severity.ALARM,
            "What is stored about all services together cannot be read.",
            "All services are frozen.",
            "Give orders for all services again if there were any; then thaw all services.");

    private final ReasonGuide guide;

    HoldReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

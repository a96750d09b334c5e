package io.signalbox.contract.reason;

/** What became of an operator's order. */
public enum OrderReason implements ReasonCode {
    RELEASED(Severity.INFO, "The override is released.", "Selection decides again.", "Nothing."),
    SUPERSEDED(Severity.INFO, "A later order has taken the place of this one.", "The later order holds.", "Nothing."),
    ACKNOWLEDGED(Severity.INFO, "A person has looked at it.", "Automatic moves may begin.", "Nothing."),
    CANCELLED(Severity.INFO, "An operator has cancelled the plan.", "What it did is put back.", "Nothing."),
    REJECTED(Severity.INFO, "An approver has rejected it.", "It does not go on.", "Nothing."),
    APPROVAL_VOID(
            Severity.INFO,
            "What was approved has changed.",
            "The move waits for another approval.",
            "Approve again if it is still right."),
    TARGET(
            Severity.WAITS,
            "A prefix: the order is refused because the target may not be used, for the code that follows, such as target-not-up.",
            "Nothing.",
            "Choose another site, or force the override."),
    UNKNOWN_SITE(
            Severity.WAITS,
            "The topology has no such site.",
            "The order is refused.",
            "Use a site of the list in the text."),
    ALREADY_OVER(Severity.WAITS, "The order would end before it begins.", "The order is refused.", "Give a later end."),
    VERSION_CONFLICT(
            Severity.WAITS,
            "The state has changed since the order was made.",
            "The order is refused.",
            "Read the state again, then decide."),
    TOO_OLD(
            Severity.WAITS,
            "The order was read more than an hour after it was given.",
            "The order is refused.",
            "Give it again if it is still wanted."),
    REFUSED(
            Severity.WAITS,
            "The order cannot be carried out for all services, or does not fit their state.",
            "The order is refused.",
            "Read the text."),
    SAME_PERSON(Severity.WAITS, "The one who asked may not approve.", "The order is refused.", "Ask another person."),
    NEEDS_RETRY(
            Severity.WAITS,
            "Without the failed switch nothing moves.",
            "The order is refused.",
            "Approve with retry, or reject."),
    NOTHING_WAITS(
            Severity.WAITS,
            "Nothing waits for an approver in this cell.",
            "The order is refused.",
            "Look in the cell that the state names."),
    ELSEWHERE(
            Severity.WAITS,
            "What the order is about belongs to another cell.",
            "The order is refused.",
            "Give it in the cell that the text names."),
    NOTHING_TO_RELEASE(Severity.WAITS, "No override is in force and none waits.", "The order is refused.", "Nothing."),
    NOTHING_TO_THAW(Severity.WAITS, "There is no such freeze.", "The order is refused.", "Nothing."),
    NOTHING_TO_ACKNOWLEDGE(Severity.WAITS, "Nothing waits for a person.", "The order is refused.", "Nothing."),
    NOTHING_TO_RE_ADOPT(
            Severity.WAITS,
            "The fence is the known one, or has not been another for long enough.",
            "The order is refused.",
            "Wait a minute, and look at the alarms."),
    NOTHING_UNDER_WAY(Severity.WAITS, "No plan is under way.", "The order is refused.", "Nothing."),
    NO_MOVE(Severity.WAITS, "What is under way moves no traffic.", "The order is refused.", "Wait until it is over."),
    ACCEPTED(
            Severity.WAITS,
            "The switch was accepted already.",
            "The order is refused.",
            "Override to move the traffic again."),
    PAST_RETURN(
            Severity.WAITS,
            "A step that nothing can put back has begun.",
            "The order is refused.",
            "Let the plan go on."),
    EPOCH_NOT_FOUND(
            Severity.WAITS,
            "The order names an epoch that was not found at the provider.",
            "The order is refused.",
            "Use the epoch in the text, or none."),
    EPOCH_TOO_HIGH(
            Severity.WAITS,
            "The epoch is too high to be believed.",
            "The order is refused.",
            "Give the order without an epoch: the fence found is replaced."),
    NO_HOLD(
            Severity.WAITS,
            "An override is ended by release, not by end-hold.",
            "The order is refused.",
            "Release it."),
    OWN_HOLD(
            Severity.WAITS,
            "The hold was given in this cell.",
            "The order is refused.",
            "End it with release or thaw."),
    NO_SUCH_HOLD(
            Severity.WAITS,
            "The fence says nothing like it.",
            "The order is refused.",
            "Read what the fence says in the text."),
    NO_SUCH_MARK(
            Severity.WAITS,
            "No site has the mark that the order names.",
            "The order is refused.",
            "Use a mark of the list in the text."),
    MOVE_UNDER_WAY(
            Severity.WAITS,
            "A plan that has claimed the move may cut off the site.",
            "The order is refused.",
            "Give it again once the plan is over."),
    MODE_ADVISE(
            Severity.WAITS,
            "In mode advise nothing is written at the provider.",
            "The order is refused.",
            "Use mode approve to carry out orders only."),
    NOT_QUARANTINED(Severity.WAITS, "The service is not quarantined.", "The order is refused.", "Nothing."),
    STATE_UNREADABLE(
            Severity.WAITS,
            "What is stored of the service cannot be read.",
            "The order is refused.",
            "Start a version that can read it, or discard it with discardState."),
    RELEASE(
            Severity.INFO,
            "An operator has ended the override.",
            "Selection decides again once the fence says so.",
            "Nothing."),
    FREEZE(
            Severity.INFO,
            "An operator has frozen a service or all services.",
            "No automatic move begins.",
            "Thaw when automatic moves may begin."),
    THAW(Severity.INFO, "An operator has ended the freezes.", "Automatic moves may begin.", "Nothing."),
    ACKNOWLEDGE(
            Severity.INFO,
            "An operator has looked at what waited for a person.",
            "Automatic moves may begin.",
            "Nothing."),
    RESEEDED(
            Severity.INFO,
            "An operator says that a site was seeded again.",
            "Its mark ends once the fence says so.",
            "Nothing."),
    REJECT(Severity.INFO, "An approver has said no.", "What waited does not begin or go on.", "Nothing."),
    CANCEL(Severity.INFO, "An operator has cancelled a plan.", "What it did is put back.", "Nothing."),
    START_DRILL(
            Severity.INFO,
            "A drill begins.",
            "Traffic visits the drill's target.",
            "Nothing; stop the drill to end it early."),
    STOP_DRILL(Severity.INFO, "An operator has ended a drill.", "Traffic goes home.", "Nothing."),
    RE_ADOPT(
            Severity.INFO,
            "An operator has ordered that the fence is replaced or adopted as found.",
            "It is, once nothing else is under way.",
            "Nothing."),
    END_HOLD(
            Severity.INFO,
            "An operator has ended the hold of another cell.",
            "The fence is written without it.",
            "Nothing."),
    LIFT_QUARANTINE(
            Severity.INFO, "An operator has ended the quarantine.", "The service is decided on again.", "Nothing.");

    private final ReasonGuide guide;

    OrderReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

package io.signalbox.contract.reason;

/** How a plan and its steps stand. */
public enum PlanReason implements ReasonCode {
    CHANGE_ACCEPTED(
            Severity.INFO,
            "The DNS provider has accepted the switch.",
            "It is proved at the name servers and through the service's name.",
            "Nothing."),
    MOVE_DONE(
            Severity.INFO,
            "Every authoritative name server answers with the new site.",
            "The move is over.",
            "Nothing."),
    MOVE_UNPROVEN(
            Severity.ALARM,
            "The switch was accepted, but not proved in time.",
            "Traffic is taken to be at the new site.",
            "Check the name servers and the reachability of the service; then acknowledge."),
    MOVE_UNFINISHED(
            Severity.ALARM,
            "Traffic has moved, but steps after the switch have failed.",
            "Nothing is undone.",
            "Do the steps in the text by hand; then acknowledge."),
    MOVE_UNACCEPTED(
            Severity.ALARM,
            "The provider has not accepted the move within the time of a plan.",
            "It is tried again while it is wanted.",
            "Check that the provider answers and that the credentials work."),
    ACCESS_DENIED(
            Severity.ALARM,
            "A provider does not accept the actuator's credentials, or they lack a right.",
            "The step is tried again until the plan's time is over.",
            "Compare the actuator's role with the IAM policy that make iam prints."),
    NO_LONGER_WANTED(Severity.INFO, "The reason of the plan is over.", "The plan is undone.", "Nothing."),
    PLAN_DEADLINE(
            Severity.WAITS,
            "The provider did not accept the switch within the plan's deadline.",
            "The plan is given up: it is tried again, or it is stuck.",
            "See the state of the service."),
    STEP_DEADLINE(
            Severity.WAITS,
            "A step was not done within its deadline.",
            "The plan goes on, is undone, or asks, as onFailure says.",
            "Look at the step's target."),
    STEP_FAILED(
            Severity.WAITS,
            "A step has failed.",
            "The plan goes on, is undone, or asks, as onFailure says.",
            "Look at the cause in the text."),
    STEP_NOT_UNDONE(
            Severity.ALARM,
            "What a step has changed could not be put back.",
            "The plan ends without it.",
            "Put it back by hand; then acknowledge."),
    GATE_CLOSED(
            Severity.WAITS,
            "What a gate waits for did not become true in time.",
            "The plan goes on, is undone, or asks, as onFailure says.",
            "Look at the check or site that the gate waits for."),
    APPROVAL(
            Severity.WAITS,
            "A step of the plan asks for an approver.",
            "The plan waits for the step's deadline.",
            "Approve or reject."),
    NOT_APPROVED(
            Severity.INFO,
            "Nobody has approved the step in time.",
            "The plan goes on, is undone, or asks, as onFailure says.",
            "Nothing."),
    RAMP_FAILED(
            Severity.WAITS,
            "The target is not fit for the part of the traffic that it has or is to get.",
            "The site that is left gets all traffic again.",
            "Repair the target."),
    CLAIM_RAN_OUT(
            Severity.INFO,
            "The plan's claim has run out, and nobody has taken it over.",
            "The claim is renewed and the step is tried again.",
            "Nothing."),
    STALE_FENCE(
            Severity.INFO,
            "The provider has another fence than the command expects.",
            "The fence found there is looked at; the plan ends or goes on with it.",
            "Nothing."),
    DRIFT(
            Severity.WAITS,
            "The traffic records at the provider are others than the command expects.",
            "The switch is not made.",
            "Put the records back with apply, or force an override."),
    UNKNOWN_RECORDS(
            Severity.WAITS,
            "The zone has records for the name that nobody has described.",
            "The switch is not made.",
            "Remove them, or describe them in the topology."),
    TOPOLOGY_MISMATCH(
            Severity.INFO,
            "The actuator knows another description of the service.",
            "The command is sent again until it has read the same topology.",
            "Check that all services get the same topology, if it lasts."),
    STUCK(
            Severity.ALARM,
            "A plan could not finish.",
            "Nothing automatic begins.",
            "Read why, repair, then acknowledge or override."),
    ADJUSTED(Severity.INFO, "The traffic is divided as it should be.", "Nothing.", "Nothing."),
    SPLIT_UNADJUSTED(
            Severity.ALARM,
            "The traffic could not be divided as it should be.",
            "It stays as it is, and is not tried again.",
            "Look at the cause in the text; then acknowledge."),
    STEP_WAITS(
            Severity.WAITS,
            "A step of the plan waits for a person, a freeze or a confirmed verdict.",
            "The plan goes on once that is over.",
            "Read what it waits for."),
    STEP_DONE(Severity.INFO, "A step is done.", "The next stage begins.", "Nothing."),
    STEP_UNDONE(Severity.INFO, "What a step had changed is put back.", "The undo goes on.", "Nothing."),
    RAMP(
            Severity.INFO,
            "A part of the traffic goes to the target.",
            "The target must bear it for the time of the stage.",
            "Nothing."),
    NOTICE_LOST(
            Severity.WAITS, "A notice could not be delivered.", "It is not sent again.", "Check the notice's target.");

    private final ReasonGuide guide;

    PlanReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

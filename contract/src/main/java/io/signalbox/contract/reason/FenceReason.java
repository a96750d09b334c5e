package io.signalbox.contract.reason;

/** What the fence at the DNS provider says, and what is wrong with it. */
public enum FenceReason implements ReasonCode {
    NOT_ADOPTED(
            Severity.INFO,
            "No fence has been seen or written yet.",
            "The first fence is written, unless the mode forbids it.",
            "Run bootstrap if the records do not exist."),
    ADOPTING(Severity.INFO, "No fence is known yet.", "The first fence is written; no answer changes.", "Nothing."),
    ADOPTED(Severity.INFO, "The first fence is written.", "Signalbox decides from now on.", "Nothing."),
    FENCE_ADOPTED(
            Severity.INFO,
            "Another cell has written a later fence.",
            "Its decision is taken over, and what was under way here ends.",
            "Nothing."),
    FENCE_WORDS(
            Severity.INFO,
            "Another cell has changed what the fence says beside its decision.",
            "What is under way goes on with the new fence.",
            "Nothing."),
    FENCE_GONE(
            Severity.ALARM,
            "The fence is missing at the provider or on its name servers.",
            "Nothing begins.",
            "Find out who removed it; then re-adopt."),
    FENCE_UNREADABLE(
            Severity.ALARM,
            "The fence record has a text that is no fence.",
            "Nothing begins.",
            "Find out who wrote it; then re-adopt."),
    FENCE_CHANGED(
            Severity.ALARM,
            "The fence was changed without a new epoch.",
            "Nothing begins.",
            "Find out who wrote it; then re-adopt."),
    FENCE_ROLLED_BACK(
            Severity.ALARM,
            "The name servers answer an older fence than is known.",
            "Nothing begins.",
            "Check the zone for a restored backup or a stale secondary; then re-adopt."),
    FENCE_JUMP(
            Severity.ALARM,
            "The fence's epoch is far ahead of what is known.",
            "It is not adopted; nothing begins.",
            "Find out who wrote it; then re-adopt with or without its epoch."),
    PROVIDER_LOST_CHANGE(
            Severity.WAITS,
            "The provider accepted a switch and shows the fence from before it.",
            "The same change is submitted again.",
            "Nothing; tell the provider if it happens again."),
    RE_ADOPTING(
            Severity.INFO,
            "An operator has ordered that the fence is replaced.",
            "A new fence is written; no traffic moves.",
            "Nothing."),
    RE_ADOPTED(Severity.INFO, "The fence was replaced.", "Signalbox decides again.", "Nothing."),
    RE_ADOPT_FAILED(
            Severity.WAITS,
            "The fence could not be replaced.",
            "The fault stays, and nothing begins.",
            "Read the text, then order it again."),
    RE_ADOPT_NOT_NEEDED(Severity.INFO, "The fence is as it should be.", "The order to re-adopt is over.", "Nothing."),
    PUBLISHING_HOLD(
            Severity.INFO,
            "The fence does not say yet what holds.",
            "It is written, so that every cell knows.",
            "Nothing."),
    HOLD_PUBLISHED(Severity.INFO, "The fence says to every cell what holds.", "It holds everywhere.", "Nothing."),
    HOLD_UNPUBLISHED(
            Severity.ALARM,
            "What was ordered could not be written to the fence, or the fence has no room for it.",
            "It holds in this cell only; writing is tried again.",
            "Check the provider; give the order in the other cells too."),
    ORDER_LOST(
            Severity.ALARM,
            "Another cell's order was written first.",
            "The order in the text is not tried again.",
            "Give it again if it is still wanted."),
    ACKNOWLEDGED_ELSEWHERE(
            Severity.INFO,
            "An operator has acknowledged it in another cell.",
            "Automatic moves may begin.",
            "Nothing."),
    THAWED_ELSEWHERE(
            Severity.INFO,
            "An operator of another cell has ended the freeze.",
            "Automatic moves may begin.",
            "Nothing."),
    MOVED_ELSEWHERE(Severity.INFO, "Another cell has moved the traffic.", "What was stuck here is over.", "Nothing."),
    CANCEL_LATE(
            Severity.INFO,
            "The plan that was cancelled in another cell was over before.",
            "Nothing.",
            "Override if the traffic should be elsewhere."),
    STALE_DATA(
            Severity.WAITS,
            "The site was cut off by a one-way step, so its data is stale.",
            "It gets no traffic.",
            "Seed it again, then send the order reseeded with its mark."),
    RESEED_PENDING(
            Severity.WAITS,
            "The site was seeded again, and the fence does not say so yet.",
            "It gets no traffic until the fence says so.",
            "Nothing, if the provider can be written to."),
    CLAIM_TARGET(
            Severity.WAITS,
            "A plan that did not end may have promoted another site.",
            "This site gets no traffic without a person.",
            "Find out which site has the good data; send reseeded or force an override."),
    SEEDED(Severity.INFO, "The data of the site is good again.", "It may get traffic.", "Nothing."),
    RESEED_SUPERSEDED(
            Severity.INFO,
            "A later one-way step has cut the site off again.",
            "The order reseeded is over; the later mark stays.",
            "Seed the site again and send reseeded with the later mark."),
    ACTIVE_STALE(
            Severity.ALARM,
            "The site that has the traffic has stale data.",
            "Traffic stays; nothing can repair data by itself.",
            "Move the traffic, or seed the site again and send reseeded."),
    DATA_UNKNOWN(
            Severity.ALARM,
            "Traffic was moved by a fence that says nothing of stale data.",
            "The sites in the text get no traffic.",
            "Find out which data is good, and send reseeded for each good site."),
    RECORDS_DRIFT(
            Severity.ALARM,
            "Another hand has changed the traffic records.",
            "Automatic moves wait, unless onDrift lets a failover overwrite them.",
            "Put the records back with apply, or force an override."),
    RECORDS_OUTDATED(
            Severity.ALARM,
            "The records are as last written, but the topology describes others by now.",
            "The next move writes the new ones.",
            "Run apply to write them now."),
    DRIFT_GONE(Severity.INFO, "The records are as they should be again.", "Moves may begin.", "Nothing.");

    private final ReasonGuide guide;

    FenceReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

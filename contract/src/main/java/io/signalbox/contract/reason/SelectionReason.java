package io.signalbox.contract.reason;

/** Where the traffic of a service should be. */
public enum SelectionReason implements ReasonCode {
    ACTIVE_UP(Severity.INFO, "The active site is UP.", "Traffic stays.", "Nothing."),
    ACTIVE_UNKNOWN(
            Severity.INFO,
            "The active site is UNKNOWN.",
            "Traffic stays: UNKNOWN never moves traffic.",
            "If it lasts, look for silent or sick vantages."),
    ACTIVE_DOWN(
            Severity.ALARM,
            "The active site is DOWN.",
            "A failover to the first fit site is considered; the state says what holds it.",
            "If no move begins, read what holds it, and override if needed."),
    ACTIVE_SITE_REMOVED(
            Severity.ALARM,
            "The active site is not in the topology any more, so nobody checks it.",
            "Traffic stays until an approver agrees to a move.",
            "Approve the move, order another site, or put the site back."),
    DOWN(Severity.INFO, "The site is DOWN.", "It is no target.", "Repair the site."),
    NOT_UP(Severity.INFO, "The site is not UP.", "It is no target.", "Repair the site, or wait for its verdict."),
    NOT_READY(
            Severity.INFO,
            "The site is UP, but its readiness checks say that it cannot take the traffic.",
            "It is no target.",
            "Look at the readiness checks of the site."),
    SUPPRESSED(
            Severity.WAITS,
            "The site has failed too often within a short time (damping).",
            "It is no target until the time in the text.",
            "Find out why it flaps; a forced override uses it all the same."),
    HOLD_DOWN(
            Severity.INFO,
            "The site has failed a moment ago.",
            "It is no target until the time in the text.",
            "Nothing."),
    MIN_DOWN_FOR(
            Severity.INFO,
            "The active site is DOWN, but not for as long as minDownFor asks.",
            "The failover waits until the time in the text.",
            "Nothing, or override."),
    GRACE(
            Severity.INFO,
            "The active site is DOWN, and no site is fit yet, but one may become fit.",
            "The decision waits for the grace period.",
            "Nothing, or override."),
    ALL_DOWN(
            Severity.ALARM,
            "No site is fit and there is no last resort.",
            "Traffic stays.",
            "Repair a site, or force an override."),
    ALL_DOWN_STAY(
            Severity.ALARM,
            "No site is fit; the policy is to stay.",
            "Traffic stays.",
            "Repair a site, or force an override."),
    ALL_DOWN_PRIMARY(
            Severity.WAITS,
            "No site is fit; the policy is to use the preferred site.",
            "Traffic goes to the preferred site or stays there.",
            "Repair a site."),
    LAST_RESORT(
            Severity.WAITS,
            "No other site can take the traffic.",
            "Traffic goes to the last resort or stays there.",
            "Repair a site."),
    LEAVE_LAST_RESORT(
            Severity.INFO,
            "A site is UP again while the last resort has the traffic.",
            "Traffic leaves the last resort.",
            "Nothing."),
    FAILBACK_DUE(
            Severity.INFO,
            "The preferred site has been UP for long enough.",
            "Failback begins, if nothing holds it.",
            "Nothing."),
    FAILBACK_WAITS(
            Severity.INFO,
            "The preferred site is UP, but not for as long as stableFor asks.",
            "Failback waits until the time in the text.",
            "Nothing."),
    FAILBACK_WINDOW(
            Severity.INFO,
            "Failback may begin in its window only.",
            "Failback waits for the window in the text.",
            "Nothing, or override."),
    FAILBACK_NEVER(
            Severity.INFO,
            "The policy allows no automatic failback.",
            "Traffic stays.",
            "Override when the traffic should go home."),
    FAILBACK(
            Severity.INFO,
            "A prefix: failback waits because of the code that follows, such as failback-suppressed.",
            "Failback waits.",
            "See the code that follows."),
    ALL_DOWN_STALE_DATA(
            Severity.ALARM,
            "No site is fit, and the preferred one has stale data.",
            "Traffic stays.",
            "Seed the site again and send the order reseeded."),
    ALL_DOWN_RESEED_PENDING(
            Severity.ALARM,
            "No site is fit, and that the preferred one was seeded again is not in the fence yet.",
            "Traffic stays until the fence says so.",
            "Nothing, if the provider can be written to."),
    ALL_DOWN_CLAIM_TARGET(
            Severity.ALARM,
            "No site is fit, and a plan that did not end may have promoted another site than the preferred one.",
            "Traffic stays.",
            "Find out which site has the good data; send reseeded or force an override."),
    OVERRIDE(
            Severity.INFO,
            "An operator has ordered the traffic to a site.",
            "Traffic goes there.",
            "Release the override when it is no longer needed."),
    OVERRIDE_IN_FORCE(
            Severity.INFO,
            "An override given in this cell keeps the traffic where it is.",
            "No failover and no failback.",
            "Release it when it is no longer needed."),
    OVERRIDE_ELSEWHERE(
            Severity.INFO,
            "An override given in another cell keeps the traffic where it is.",
            "No failover and no failback.",
            "Release it, in any cell, when it is no longer needed."),
    OVERRIDE_TARGET(
            Severity.WAITS,
            "A prefix: the ordered site may not be used because of the code that follows, such as override-target-not-up.",
            "Traffic stays until the site is fit.",
            "Force the override, or release it."),
    OVERRIDE_TARGET_UNKNOWN_SITE(
            Severity.WAITS,
            "The ordered site is not in the topology any more.",
            "Traffic stays.",
            "Release the override."),
    DRILL(
            Severity.INFO,
            "A drill wants the traffic at another site, or keeps it there.",
            "Traffic goes to the drill's target or stays there.",
            "Nothing; stop the drill to end it early."),
    DRILL_ELSEWHERE(
            Severity.INFO,
            "A drill of another cell has the traffic at this site.",
            "Traffic stays until that drill ends.",
            "Nothing; stop the drill in its own cell."),
    DRILL_WAITS(
            Severity.WAITS,
            "A drill cannot move the traffic now.",
            "It waits until the site is fit or its time is over.",
            "Read the text; stop the drill if needed."),
    RESTORE(Severity.INFO, "A drill is over.", "Traffic goes home.", "Nothing."),
    MODE_OFF(Severity.INFO, "The policy's mode is off.", "Nothing is decided.", "Nothing."),
    UNWANTED(
            Severity.WAITS,
            "An operator has ended this move.",
            "It does not begin again by itself.",
            "Acknowledge, in any cell, when it may begin again."),
    WARM(
            Severity.INFO,
            "A standby gets a part of the traffic, as preWarm asks.",
            "The traffic is divided.",
            "Nothing."),
    WARM_OFF(Severity.INFO, "No standby is kept warm here.", "The traffic stays as it is.", "Nothing."),
    WARM_WAITS(
            Severity.INFO,
            "No standby is fit and stable for long enough to get a part of the traffic.",
            "It gets none until it is.",
            "Nothing."),
    WARM_UNFIT(
            Severity.INFO,
            "The standby that has a part of the traffic is not fit.",
            "The part is taken back.",
            "Repair the site."),
    WARM_TIDIED(
            Severity.INFO,
            "Nothing asks for the part of the traffic that another site has.",
            "The part is taken back.",
            "Nothing."),
    WARM_ORDERED(
            Severity.INFO,
            "An override or a drill says where the traffic goes.",
            "The division stays as it is.",
            "Nothing."),
    WARM_ACTIVE_DOWN(
            Severity.INFO,
            "The active site is DOWN.",
            "Its traffic moves, or the division stays as it is.",
            "Nothing."),
    WARM_CLAIMED(
            Severity.INFO,
            "A plan of another cell has claimed the move.",
            "The division stays as it is until the claim ends.",
            "Nothing."),
    WARM_MOVING(
            Severity.INFO, "A plan is moving the traffic.", "The division is looked at once it has ended.", "Nothing."),
    SPLIT(
            Severity.WAITS,
            "A prefix: the traffic stays divided as it is because of the code that follows, such as split-frozen.",
            "It is divided again once that is over.",
            "See the code that follows.");

    private final ReasonGuide guide;

    SelectionReason(Severity severity, String meaning, String next, String todo) {
        guide = ReasonGuide.of(name(), severity, meaning, next, todo);
    }

    @Override
    public ReasonGuide guide() {
        return guide;
    }
}

package io.signalbox.contract.notice;

import io.signalbox.contract.step.Action;
import java.util.EnumSet;
import java.util.Set;

/**
 * One receiver of notices about a service.
 *
 * @param on the events that it gets; never empty
 * @param by the way of delivery; {@link Action.Notification} only
 */
public record NoticeRule(Set<NoticeKind> on, Action by) {

    public NoticeRule {
        on = Set.copyOf(on);
    }

    /** A receiver that gets every event. */
    public static NoticeRule ofAll(Action by) {
        return new NoticeRule(EnumSet.allOf(NoticeKind.class), by);
    }
}

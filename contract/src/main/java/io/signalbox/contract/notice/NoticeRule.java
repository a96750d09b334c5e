package io.signalbox.contract.notice;

import io.signalbox.contract.step.Action;
import java.util.EnumSet;
import java.util.Set;

/**
 * One receiver of notices about a service.
 *
 * @param on the events that it is told; never empty
 * @param by how it is told; {@link Action.Notification} only
 */
public record NoticeRule(Set<NoticeKind> on, Action by) {

    public NoticeRule {
        on = Set.copyOf(on);
    }

    /** A receiver that is told everything. */
    public static NoticeRule ofAll(Action by) {
        return new NoticeRule(EnumSet.allOf(NoticeKind.class), by);
    }
}

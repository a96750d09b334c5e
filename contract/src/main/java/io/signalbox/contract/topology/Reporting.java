package io.signalbox.contract.topology;

import io.signalbox.contract.notice.NoticeRule;
import java.util.List;

/** The objectives of a service, and the receivers of notices about it. */
public record Reporting(Objectives objectives, List<NoticeRule> notices) {

    public static final Reporting NONE = new Reporting(Objectives.NONE, List.of());

    public Reporting {
        notices = List.copyOf(notices);
    }
}

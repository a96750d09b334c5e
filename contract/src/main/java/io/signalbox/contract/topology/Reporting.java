package io.signalbox.contract.topology;

import io.signalbox.contract.notice.NoticeRule;
import java.util.List;

/** What people expect of a service, and how they are told about it. */
public record Reporting(Objectives objectives, List<NoticeRule> notices) {

    public static final Reporting NONE = new Reporting(Objectives.NONE, List.of());

    public Reporting {
        notices = List.copyOf(notices);
    }
}

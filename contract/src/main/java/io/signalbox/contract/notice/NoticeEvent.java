package io.signalbox.contract.notice;

import io.signalbox.contract.json.Required;
import io.signalbox.contract.reason.Severity;

/**
 * The event behind a notice, for tools that group and close what they are told.
 *
 * @param kind {@link NoticeKind#word()}; a later version may know more kinds
 * @param subject groups the events of one service that belong together: {@code health/SITE}, {@code move}, {@code stuck},
 *     {@code override}, {@code freeze}, {@code objective}
 * @param over true if the subject needs no attention any more
 */
public record NoticeEvent(String kind, String subject, Severity severity, boolean over) {

    public NoticeEvent {
        Required.present("notice", "kind", kind);
        Required.present("notice", "subject", subject);
        Required.present("notice", "severity", severity);
    }
}

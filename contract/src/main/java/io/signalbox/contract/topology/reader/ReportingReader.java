package io.signalbox.contract.topology.reader;

import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code objectives} and {@code notify} of a service or of {@code defaults}. */
final class ReportingReader {

    static final String OBJECTIVES = "objectives";
    static final String NOTIFY = "notify";

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private ReportingReader() {}

    /** @param otherwise what applies where the service says nothing: each key replaces it as a whole */
    static @Nullable Reporting read(Fields fields, Reporting otherwise) {
        Objectives objectives =
                fields.optional(OBJECTIVES, otherwise.objectives(), it -> objectives(it, otherwise.objectives()));
        List<NoticeRule> notices = fields.optional(NOTIFY, otherwise.notices(), NoticeReader::rules);
        return fields.whole(() -> new Reporting(objectives, notices));
    }

    private static @Nullable Objectives objectives(Cursor at, Objectives otherwise) {
        Fields fields = at.fields("detection", "recovery", "dataLoss");
        Duration detection = limit(fields, "detection", SECOND, otherwise.detection());
        Duration recovery = limit(fields, "recovery", SECOND, otherwise.recovery());
        Duration dataLoss = limit(fields, "dataLoss", Duration.ZERO, otherwise.dataLoss());
        return fields.whole(() -> new Objectives(detection, recovery, dataLoss));
    }

    private static @Nullable Duration limit(Fields fields, String key, Duration least, @Nullable Duration otherwise) {
        Duration given = fields.has(key) ? fields.required(key, it -> it.duration(least, DAY)) : null;
        return given == null ? otherwise : given;
    }
}

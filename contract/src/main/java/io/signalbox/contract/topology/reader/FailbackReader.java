package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Failback.Mode;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whether and when traffic returns by itself. @param base what holds where nothing is said */
record FailbackReader(Failback base) {

    private static final Duration WEEK = Duration.ofDays(7);

    @Nullable
    Failback read(Cursor at) {
        Fields fields = at.fields("mode", "stableFor", "window");
        Mode mode = fields.optional("mode", base.mode(), FailbackReader::mode);
        Duration stableFor = fields.optional("stableFor", base.stableFor(), it -> it.duration(Duration.ZERO, WEEK));
        TimeWindow window = fields.has("window") ? fields.ifPresent("window", Calendar::window) : base.window();
        if (fields.isComplete() && mode != Mode.AUTO && fields.has("window")) {
            fields.at("window").problem("expected none unless mode is auto: a person decides when the traffic returns");
        }
        return fields.whole(() -> new Failback(mode, stableFor, window));
    }

    private static @Nullable Mode mode(Cursor at) {
        return at.word(List.of(
                Map.entry("auto", Mode.AUTO), Map.entry("manual", Mode.MANUAL), Map.entry("never", Mode.NEVER)));
    }
}

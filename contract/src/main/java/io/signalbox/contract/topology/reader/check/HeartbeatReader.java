package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.topology.check.Check.Heartbeat;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the longest allowed silence of a client. */
final class HeartbeatReader {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private HeartbeatReader() {}

    static @Nullable Heartbeat read(Cursor at) {
        Fields fields = at.fields("timeout");
        Duration timeout = fields.required("timeout", it -> it.duration(SHORTEST, HeardBeat.LONGEST_SILENCE));
        return fields.whole(() -> new Heartbeat(timeout));
    }
}

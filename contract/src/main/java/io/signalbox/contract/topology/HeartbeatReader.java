package io.signalbox.contract.topology;

import io.signalbox.contract.HeardBeat;
import io.signalbox.contract.topology.Check.Heartbeat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads for how long a client may be silent. */
final class HeartbeatReader {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private HeartbeatReader() {}

    static @Nullable Heartbeat read(Cursor at) {
        Fields fields = at.fields("timeout");
        Duration timeout = fields == null
                ? null
                : fields.required("timeout", it -> it.duration(SHORTEST, HeardBeat.LONGEST_SILENCE));
        return timeout == null ? null : new Heartbeat(timeout);
    }
}

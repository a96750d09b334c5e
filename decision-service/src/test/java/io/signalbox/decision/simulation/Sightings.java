package io.signalbox.decision.simulation;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the fence watch says. */
final class Sightings {

    private Sightings() {}

    static FenceSighting of(ServiceName service, @Nullable Fence fence, Instant at) {
        var sight = fence == null ? FenceSighting.Sight.ABSENT : FenceSighting.Sight.PRESENT;
        return new FenceSighting(Outcome.VERSION, service, at, sight, fence, "all name servers agree", null);
    }
}

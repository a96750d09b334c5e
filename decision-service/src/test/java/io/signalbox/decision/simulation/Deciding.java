package io.signalbox.decision.simulation;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.transition.ServiceEvent;
import io.signalbox.decision.streams.HostedDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What decides in a cell: the core by itself, or the whole second stage with all that Kafka Streams does to it. */
sealed interface Deciding {

    List<Effect> on(ServiceEvent event, Instant appended, Instant now);

    List<Effect> tick(Instant now);

    void follow(Topology newer);

    record Core(Brain brain) implements Deciding {
        @Override
        public List<Effect> on(ServiceEvent event, Instant appended, Instant now) {
            // The stage around the core rejects what was read before.
            boolean replayed = event instanceof ServiceEvent.Directed && brain.isReplayed(appended);
            return replayed ? List.of() : brain.on(event, now);
        }

        @Override
        public List<Effect> tick(Instant now) {
            return brain.tick(now);
        }

        @Override
        public void follow(Topology newer) {
            brain.follow(newer);
        }
    }

    final class Hosted implements Deciding {

        private final HostedDecision stage;
        private Topology topology;

        Hosted(Topology topology, CellName cell, Map<String, byte[]> stored, Instant now) {
            this.topology = topology;
            this.stage = new HostedDecision(() -> this.topology, cell, stored, now);
        }

        HostedDecision stage() {
            return stage;
        }

        @Override
        public List<Effect> on(ServiceEvent event, Instant appended, Instant now) {
            return stage.on(event, appended, now);
        }

        @Override
        public List<Effect> tick(Instant now) {
            return stage.tick(now);
        }

        @Override
        public void follow(Topology newer) {
            topology = newer;
        }
    }
}

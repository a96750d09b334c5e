package io.signalbox.decision.streams;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/** Builds the brain of stage 2 from its store. */
final class BrainRestorer {

    static final String FLEET_KEY = Directive.EVERY_SERVICE;

    private static final Logger LOG = Logger.getLogger(BrainRestorer.class);

    private final List<ServiceState> states = new ArrayList<>();
    private final Map<ServiceName, String> unreadable = new HashMap<>();
    private FleetState fleet = FleetState.NEW;

    private BrainRestorer() {}

    /** @throws NewerStateException when a newer version of this service has stored something */
    static Brain brain(KeyValueStore<String, byte[]> store, Topology topology, CellName cell, Instant now) {
        var restored = new BrainRestorer();
        try (var all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (entry.key.equals(FLEET_KEY)) {
                    restored.fleet(entry.value, now);
                } else {
                    restored.service(entry.key, entry.value);
                }
            }
        }
        return new Brain(topology, cell, restored.fleet, restored.states, restored.unreadable);
    }

    /** A service whose state is unreadable is quarantined; its stored bytes are kept. */
    private void service(String key, byte[] stored) {
        try {
            states.add(StoredStateReader.state(stored));
        } catch (NewerStateException e) {
            throw e;
        } catch (IllegalStateException e) {
            LOG.errorf("stored state not readable, the service is quarantined service=%s reason=%s", key, e);
            if (Names.valid(key)) {
                unreadable.put(new ServiceName(key), String.valueOf(e.getMessage()));
            }
        }
    }

    /** When the fleet state is unreadable, all services are frozen, because the orders for all of them are unknown. */
    private void fleet(byte[] stored, Instant now) {
        try {
            fleet = StoredStateReader.fleet(stored);
        } catch (NewerStateException e) {
            throw e;
        } catch (IllegalStateException e) {
            LOG.errorf("stored fleet state not readable, all services are frozen reason=%s", e);
            fleet = FleetState.unreadable(String.valueOf(e.getMessage()), now);
        }
    }
}

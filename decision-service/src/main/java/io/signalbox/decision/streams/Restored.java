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

/** The brain that a task of stage 2 begins with, from what is stored. */
final class Restored {

    static final String FLEET_KEY = Directive.EVERY_SERVICE;

    private static final Logger LOG = Logger.getLogger(Restored.class);

    private final List<ServiceState> states = new ArrayList<>();
    private final Map<ServiceName, String> unreadable = new HashMap<>();
    private FleetState fleet = FleetState.NEW;

    private Restored() {}

    /** @throws NewerStateException when a newer version of this service has stored something */
    static Brain brain(KeyValueStore<String, byte[]> store, Topology topology, CellName cell, Instant now) {
        var restored = new Restored();
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

    /** What cannot be read costs its service: it is quarantined, and its bytes stay where they are. */
    private void service(String key, byte[] stored) {
        try {
            states.add(Stored.state(stored));
        } catch (NewerStateException e) {
            throw e;
        } catch (IllegalStateException e) {
            LOG.errorf("stored state not readable, the service is quarantined service=%s reason=%s", key, e);
            if (Names.valid(key)) {
                unreadable.put(new ServiceName(key), String.valueOf(e.getMessage()));
            }
        }
    }

    /** Without the orders that held for all services nothing automatic may begin. */
    private void fleet(byte[] stored, Instant now) {
        try {
            fleet = Stored.fleet(stored);
        } catch (NewerStateException e) {
            throw e;
        } catch (IllegalStateException e) {
            LOG.errorf("stored fleet state not readable, all services are frozen reason=%s", e);
            fleet = FleetState.unreadable(String.valueOf(e.getMessage()), now);
        }
    }
}

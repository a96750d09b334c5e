package io.signalbox.probe.app;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.alarm.AlarmRegions;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.engine.ProbeEngine;
import io.signalbox.probe.kafka.CellPublishers;
import io.signalbox.probe.kafka.HeartbeatSync;
import io.signalbox.probe.wire.Network;

/** The parts of a running prober. */
record RunningProber(
        VantageName vantage,
        TopologySource source,
        TlsClients tls,
        Network network,
        CellPublishers cells,
        HeartbeatSync heartbeatSync,
        AlarmRegions alarms,
        ProbeEngine engine)
        implements AutoCloseable {

    /** Applies a topology. New cells come first, so that they miss no observation. */
    void follow(Topology topology) {
        cells.follow(topology.cells());
        heartbeatSync.follow(topology);
        alarms.follow(topology);
        engine.follow(topology);
    }

    @Override
    public void close() {
        network.close();
        engine.close();
        heartbeatSync.close();
        cells.close();
    }
}

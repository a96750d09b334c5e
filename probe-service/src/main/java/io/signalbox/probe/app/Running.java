package io.signalbox.probe.app;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.alarm.AlarmBoard;
import io.signalbox.probe.engine.Engine;
import io.signalbox.probe.kafka.Cells;
import io.signalbox.probe.wire.Network;

/** The parts of a prober at work. */
record Running(
        VantageName vantage,
        TopologySource source,
        TlsClients tls,
        Network network,
        Cells cells,
        Hearing hearing,
        AlarmBoard alarms,
        Engine engine)
        implements AutoCloseable {

    /** Follows another topology. New cells come first, so that no observation misses one. */
    void follow(Topology topology) {
        cells.follow(topology.cells());
        hearing.follow(topology);
        alarms.follow(topology);
        engine.follow(topology);
    }

    @Override
    public void close() {
        network.close();
        engine.close();
        hearing.close();
        cells.close();
    }
}

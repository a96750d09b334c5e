package io.signalbox.bench.probe;

import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;

/** What a prober is to check. */
interface CheckSet {

    int count();

    /** @param port of the farm @return the topology file that it wrote */
    Path write(Path directory, Broker broker, int port);
}

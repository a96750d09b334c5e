package io.signalbox.bench.probe;

import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;

/** The checks of one prober. */
public interface CheckSet {

    int count();

    /** @param port of the target server @return the topology file */
    Path write(Path directory, Broker broker, int port);
}

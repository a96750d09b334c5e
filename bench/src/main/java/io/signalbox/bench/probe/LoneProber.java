package io.signalbox.bench.probe;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import io.signalbox.sandbox.process.ChildProcess;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A probe-service, its broker and its targets, each as a process of its own. */
final class LoneProber implements AutoCloseable {

    /** The sandbox starts its services for a quick start; this one is to run fast. */
    private static final String JVM = "-XX:TieredStopAtLevel=4 -XX:CompileThresholdScaling=1";

    /** As in a small container; what reading a topology takes for a moment grows with the topology. */
    private static final int LEAST_HEAP_MEGABYTES = 384;

    private static final int CHECKS_PER_MEGABYTE = 40;

    private final int port = Ports.free();
    private final ChildProcess farm;
    private final Broker broker;
    private final ServiceProcess service;
    private final Topology topology;

    /** Returns when it probes. */
    LoneProber(Path directory, CheckSet checks) {
        farm = ChildProcess.start(
                "targets",
                List.of(
                        ChildProcess.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        ChildProcess.classPath(),
                        Farm.class.getName(),
                        String.valueOf(port)),
                Map.of(),
                directory,
                directory.resolve("targets.log"));
        broker = Broker.start(directory.resolve("kafka"));
        Path file = checks.write(directory, broker, port);
        topology = read(file);
        var settings = Map.of(
                "_JAVA_OPTIONS",
                JVM + " -Xmx" + Math.max(LEAST_HEAP_MEGABYTES, checks.count() / CHECKS_PER_MEGABYTE) + "m "
                        + System.getProperty("signalbox.bench.jvm", ""),
                "SIGNALBOX_TOPOLOGY",
                file.toString(),
                "SIGNALBOX_VANTAGE",
                "us-east-1");
        service = new ServiceProcess("probe-service", "prober", Packaging.JVM, settings, directory);
        try {
            broker.awaitReady();
            CellTopics.create(broker);
            service.start();
            service.awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Topology read(Path file) {
        try {
            return TopologySource.open(Optional.of(file), Map.of()).current();
        } catch (InvalidTopologyException e) {
            throw new IllegalStateException(e);
        }
    }

    Topology topology() {
        return topology;
    }

    int port() {
        return port;
    }

    Reading read() {
        return Reading.of(service);
    }

    /** Bytes that are reachable; stops the process for a moment. */
    long heap() {
        return Heap.of(service.pid());
    }

    Duration processorTime() {
        return Processor.time(service.pid());
    }

    /** How many requests the targets have answered, whoever asked. */
    long answered() {
        return Http.number(control(""));
    }

    /** In force when this returns. */
    void become(String address, Manner manner) {
        long _ = Http.number(control("/" + manner + "/" + address));
    }

    private URI control(String what) {
        return URI.create("http://127.0.0.1:" + port + Farm.CONTROL + what);
    }

    Counters counters() {
        return Counters.of(service);
    }

    long pid() {
        return service.pid();
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    /** Only the targets go on. */
    void rest() {
        service.stop();
        broker.stop();
    }

    @Override
    public void close() {
        service.stop();
        broker.close();
        farm.kill();
    }
}

package io.signalbox.bench.probe;

import io.signalbox.bench.BenchFiles;
import io.signalbox.bench.LiveHeap;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
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

/** A probe-service, its broker and its targets, each as a process of its own. */
public final class ProberSetup implements AutoCloseable {

    /** JVM options for speed; the sandbox's defaults optimise the start. */
    private static final String JVM = "-XX:TieredStopAtLevel=4 -XX:CompileThresholdScaling=1";

    /** The heap of a small container. Reading a topology needs heap in proportion to its size. */
    private static final int LEAST_HEAP_MEGABYTES = 384;

    private static final int CHECKS_PER_MEGABYTE = 40;

    private final int port = Ports.free();
    private final ChildProcess targets;
    private final Broker broker;
    private final ServiceProcess service;
    private final Topology topology;

    /** Returns when the prober is ready. */
    public ProberSetup(Path directory, CheckSet checks) {
        targets = ChildProcess.start(
                "targets",
                List.of(
                        ChildProcess.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        ChildProcess.classPath(),
                        TargetServer.class.getName(),
                        String.valueOf(port)),
                Map.of(),
                directory,
                directory.resolve("targets.log"));
        broker = Broker.start(directory.resolve("kafka"));
        Path file = checks.write(directory, broker, port);
        topology = BenchFiles.topology(file);
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
            CellTopics.create(broker, new VantageName("us-east-1"));
            service.start();
            service.awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public Topology topology() {
        return topology;
    }

    public int port() {
        return port;
    }

    ProberReading read() {
        return ProberReading.of(service);
    }

    /** The live heap in bytes; suspends the process for a moment. */
    long heap() {
        return LiveHeap.of(service.pid());
    }

    Duration processorTime() {
        return ProcessorTime.time(service.pid());
    }

    /** The number of requests that the targets have answered, from any client. */
    public long answered() {
        return HttpGet.number(control(""));
    }

    /** Takes effect before this returns. */
    public void setBehavior(String address, TargetBehavior behavior) {
        long _ = HttpGet.number(control("/" + behavior + "/" + address));
    }

    private URI control(String what) {
        return URI.create("http://127.0.0.1:" + port + TargetServer.CONTROL + what);
    }

    public ProberCounters counters() {
        return ProberCounters.of(service);
    }

    public long pid() {
        return service.pid();
    }

    public String bootstrap() {
        return broker.bootstrap();
    }

    /** Stops prober and broker; the targets keep running. */
    void rest() {
        service.stop();
        broker.stop();
    }

    @Override
    public void close() {
        service.stop();
        broker.close();
        targets.kill();
    }
}

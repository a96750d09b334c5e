package io.signalbox.sandbox.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's own process: broker and controller in one. Arguments: port, controller port, data directory. */
public final class BrokerProcess {

    private static final int NODE = 1;

    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int controllerPort = Integer.parseInt(arguments[1]);
        Path data = Path.of(arguments[2]);
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        endWithParent();
        var server = new KafkaRaftServer(new KafkaConfig(configuration(port, controllerPort, data)), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setControllerListenerName("CONTROLLER")
                .addDirectory(data.toString())
                .run();
    }

    /** The parent holds the other end of standard input for as long as it lives, however it ends. */
    private static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try (InputStream parent = System.in) {
                while (parent.read() >= 0) {
                    // Nothing is ever sent.
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                throw new IllegalStateException("standard input cannot be watched", e);
            }
            Runtime.getRuntime().halt(0);
        });
    }

    private static Properties configuration(int port, int controllerPort, Path data) {
        var properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE));
        properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false");
        oneReplica(properties);
        fast(properties);
        return properties;
    }

    private static void oneReplica(Properties properties) {
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("offsets.topic.num.partitions", "3");
        properties.put("transaction.state.log.num.partitions", "3");
    }

    private static void fast(Properties properties) {
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.put("controlled.shutdown.enable", "false");
        // After a start again the controller waits for the end of the former registration.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // Transactions follow one another at once here; by default the second may wait 20 ms and more for the end of
        // the first.
        properties.put("add.partitions.to.txn.retry.backoff.ms", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.cleaner.threads", "1");
    }
}

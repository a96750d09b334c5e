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

/**
 * The main class of the broker's process: broker and controller in one. Arguments: the data directory, and a properties
 * file with the listener settings.
 */
public final class BrokerProcess {

    static final int NODE = 1;

    /** The end of a setting's name. Kafka asks only URLs that a system property names as well. */
    static final String TOKEN_KEYS = "oauthbearer.jwks.endpoint.url";

    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Path listeners = Path.of(arguments[1]);
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        endWithParent();
        var server = new KafkaRaftServer(new KafkaConfig(configuration(listeners, data)), Time.SYSTEM);
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

    /** Ends this process when the parent ends: the parent holds the other end of standard input, which then closes. */
    private static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try (InputStream parent = System.in) {
                while (parent.read() >= 0) {
                    // The parent never sends anything.
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                throw new IllegalStateException("standard input cannot be watched", e);
            }
            Runtime.getRuntime().halt(0);
        });
    }

    private static Properties configuration(Path listeners, Path data) throws IOException {
        var properties = new Properties();
        try (var settings = Files.newBufferedReader(listeners)) {
            properties.load(settings);
        }
        properties.stringPropertyNames().stream()
                .filter(name -> name.endsWith(TOKEN_KEYS))
                .forEach(name -> System.setProperty(
                        "org.apache.kafka.sasl.oauthbearer.allowed.urls", properties.getProperty(name)));
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE));
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
        // After a restart the controller waits until the former registration expires.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // Transactions follow each other at once here; by default the second may wait 20 ms or more for the end of the
        // first.
        properties.put("add.partitions.to.txn.retry.backoff.ms", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.cleaner.threads", "1");
    }
}

package io.signalbox.sandbox.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A device: it knows one name, one port and its certificate, and sends one message after the other. When its connection is lost, it looks
 * the name up again and connects to what it finds; nothing of its configuration changes.
 */
public final class Device implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final Thread thread = Thread.ofVirtual().name("device").unstarted(this::run);
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /**
     * The configuration of a device.
     *
     * @param resolver its name server
     */
    public record Configuration(String id, String hostname, int port, MqttTlsFiles files, InetSocketAddress resolver) {}

    private Device(Configuration configuration) {
        this.configuration = configuration;
    }

    public static Device start(Configuration configuration) {
        var device = new Device(configuration);
        device.thread.start();
        return device;
    }

    private void run() {
        for (int connection = 0; !closed; connection++) {
            // No answer of DNS is kept from one connection to the next.
            Vertx vertx = BlockingVertx.vertx(names());
            try {
                connected(vertx, configuration.id() + "-" + connection + "-");
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } catch (ExecutionException | TimeoutException _) {
                // Not connected, or not any more: it tries again.
                continue;
            } catch (InterruptedException _) {
                return;
            } finally {
                BlockingVertx.on(vertx.close());
            }
        }
    }

    private void connected(Vertx vertx, String prefix)
            throws InterruptedException, ExecutionException, TimeoutException {
        var acks = new LinkedBlockingQueue<Integer>();
        MqttClient client = MqttClient.create(vertx, options());
        client.publishCompletionHandler(acks::add);
        within(client.connect(configuration.port(), configuration.hostname()));
        for (int message = 0; !closed; message++) {
            Integer packet = within(publish(vertx, client, Buffer.buffer(prefix + message)));
            if (!packet.equals(acks.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))) {
                return;
            }
            acknowledged.add(prefix + message);
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private AddressResolverOptions names() {
        var resolver = configuration.resolver();
        return new AddressResolverOptions()
                .setServers(List.of(resolver.getAddress().getHostAddress() + ":" + resolver.getPort()))
                .setSearchDomains(List.of())
                .setHostsValue(Buffer.buffer());
    }

    private MqttClientOptions options() {
        MqttTlsFiles files = configuration.files();
        var options = new MqttClientOptions()
                .setClientId(configuration.id())
                .setSsl(true)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setPemTrustOptions(
                        new PemTrustOptions().addCertPath(files.trust().toString()))
                .setPemKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(files.certificate().toString())
                        .addKeyPath(files.key().toString()));
        options.setUseAlpn(true).setConnectTimeout((int) PATIENCE.toMillis());
        options.setApplicationLayerProtocols(List.of(DeviceGateway.PROTOCOL));
        return options;
    }

    /** On the only event loop, which is also where the client learns that its connection is lost. */
    private static Future<Integer> publish(Vertx vertx, MqttClient client, Buffer message) {
        Promise<Integer> sent = Promise.promise();
        vertx.runOnContext(_ -> {
            if (client.isConnected()) {
                client.publish("telemetry", message, MqttQoS.AT_LEAST_ONCE, false, false)
                        .onComplete(sent);
            } else {
                sent.fail("the connection is lost");
            }
        });
        return sent.future();
    }

    private static <T> T within(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    public String id() {
        return configuration.id();
    }

    /** The messages that an endpoint has acknowledged. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}

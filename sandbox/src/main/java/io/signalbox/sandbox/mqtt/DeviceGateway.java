package io.signalbox.sandbox.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.signalbox.sandbox.sites.Conversation;
import io.signalbox.sandbox.sites.SiteMode;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The MQTT endpoint of one region, as AWS IoT Core has one: TLS, a certificate of each client, and an application protocol that clients
 * name. It keeps the messages that it acknowledged. Thread-safe.
 */
public final class DeviceGateway implements Conversation {

    /** The protocol name of clients in ALPN. */
    public static final String PROTOCOL = "x-amzn-mqtt-ca";

    private static final byte[] UNAVAILABLE = {0x20, 2, 0, 3};

    private final SSLContext tls;
    private final Vertx vertx;
    private final int port;
    private final Map<String, MqttEndpoint> sessions = new ConcurrentHashMap<>();
    private final Set<String> messages = ConcurrentHashMap.newKeySet();

    private DeviceGateway(SSLContext tls, Vertx vertx) {
        this.tls = tls;
        this.vertx = vertx;
        this.port = BlockingVertx.on(MqttServer.create(
                                vertx,
                                new MqttServerOptions().setHost("127.0.0.1").setPort(0))
                        .endpointHandler(this::serve)
                        .listen())
                .actualPort();
    }

    public static DeviceGateway start(MqttTlsFiles files) {
        return new DeviceGateway(files.context(), BlockingVertx.vertx());
    }

    private void serve(MqttEndpoint client) {
        String id = client.clientIdentifier();
        sessions.put(id, client);
        client.closeHandler(_ -> sessions.remove(id, client));
        client.publishHandler(message -> store(client, message));
        client.accept(false);
    }

    private void store(MqttEndpoint client, MqttPublishMessage message) {
        messages.add(message.payload().toString(StandardCharsets.UTF_8));
        if (message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            client.publishAcknowledge(message.messageId());
        }
    }

    /** Whether a client of that id is connected. */
    public boolean serves(String client) {
        return sessions.containsKey(client);
    }

    public boolean has(String message) {
        return messages.contains(message);
    }

    @Override
    public void hold(SocketChannel connection, Supplier<SiteMode> mode) {
        try {
            answer(connection.socket(), mode.get());
        } catch (IOException _) {
            // The client has gone, or is not one that is let in.
            return;
        }
    }

    private void answer(Socket connection, SiteMode mode) throws IOException {
        switch (mode) {
            case SiteMode.Up _ -> relay(secured(connection));
            case SiteMode.Error _ -> {
                SSLSocket client = secured(connection);
                client.getOutputStream().write(UNAVAILABLE);
                client.close();
            }
            case SiteMode.Slow(Duration by) -> {
                LockSupport.parkNanos(by.toNanos());
                relay(secured(connection));
            }
            case SiteMode.Hang _, SiteMode.Blackhole _ -> {
                var _ = connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            case SiteMode.Refuse _ -> {}
        }
    }

    private SSLSocket secured(Socket connection) throws IOException {
        connection.setTcpNoDelay(true);
        var client = (SSLSocket) tls.getSocketFactory().createSocket(connection, null, true);
        client.setUseClientMode(false);
        client.setNeedClientAuth(true);
        var parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {PROTOCOL});
        client.setSSLParameters(parameters);
        client.startHandshake();
        if (!client.getApplicationProtocol().equals(PROTOCOL)) {
            client.close();
            throw new IOException("the client does not name " + PROTOCOL);
        }
        return client;
    }

    private void relay(SSLSocket client) throws IOException {
        var broker = new Socket(InetAddress.getLoopbackAddress(), port);
        broker.setTcpNoDelay(true);
        Thread.ofVirtual().name("to a device").start(() -> copy(broker, client));
        copy(client, broker);
    }

    /** When one side ends, both do. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            var _ = from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One of them has gone.
            return;
        }
    }

    @Override
    public void close() {
        BlockingVertx.on(vertx.close());
    }
}

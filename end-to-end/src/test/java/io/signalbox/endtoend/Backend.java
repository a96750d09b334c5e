package io.signalbox.endtoend;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** What a site runs besides its page: a real gRPC server, Redis, and WebSockets over TLS. Each can be broken. */
final class Backend implements AutoCloseable {

    /** The ports are the same at every site. */
    record Ports(int grpc, int redis, int secure) {}

    private final HealthStatusManager health = new HealthStatusManager();
    private final Vertx vertx = Vertx.vertx();
    private final Server grpc;
    private final RedisServer redis;

    Backend(String address, Ports ports, Path keys, String password) throws IOException {
        grpc = NettyServerBuilder.forAddress(new InetSocketAddress(address, ports.grpc()))
                .addService(health.getHealthService())
                .build()
                .start();
        redis = RedisServer.newRedisServer()
                .port(ports.redis())
                .bind(address)
                .setting("protected-mode no")
                .build();
        redis.start();
        var options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword(password));
        vertx.createHttpServer(options)
                .webSocketHandler(socket -> {})
                .listen(ports.secure(), address)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    void serves(boolean serving) {
        health.setStatus("", serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    }

    void cache(boolean running) throws IOException {
        if (running && !redis.isActive()) {
            redis.start();
        } else if (!running && redis.isActive()) {
            redis.stop();
        }
    }

    void closeWebSockets() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() throws IOException {
        grpc.shutdownNow();
        cache(false);
        closeWebSockets();
    }
}

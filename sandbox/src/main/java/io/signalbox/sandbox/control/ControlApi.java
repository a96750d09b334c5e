package io.signalbox.sandbox.control;

import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.world.World;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Breaks and repairs parts of a world over HTTP, one command at a time. On loopback, without authentication. */
public final class ControlApi implements AutoCloseable {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final World world;
    private final HttpEndpoint endpoint;

    private ControlApi(World world) {
        this.world = world;
        endpoint = HttpEndpoint.start(this::handle);
    }

    public static ControlApi start(World world) {
        return new ControlApi(world);
    }

    public URI uri() {
        return endpoint.uri();
    }

    private synchronized Optional<HttpReply> handle(ReceivedRequest request) {
        return Optional.of(
                switch (request.method() + " " + request.path()) {
                    case "GET /" -> HttpReply.of(OK, TEXT, Guide.of(world, uri()));
                    case "GET /hooks" -> HttpReply.of(OK, TEXT, Guide.hooks(world));
                    default -> command(request);
                });
    }

    private HttpReply command(ReceivedRequest request) {
        List<String> words =
                Arrays.stream(request.path().split("/", -1)).skip(1).toList();
        Optional<ControlCommand> command =
                request.method().equals("POST") ? ControlCommand.parse(world, words) : Optional.empty();
        command.ifPresent(found -> found.action().run());
        return command.map(found -> HttpReply.of(OK, TEXT, found.result() + "\n"))
                .orElseGet(() -> HttpReply.of(BAD_REQUEST, TEXT, ControlCommand.ALLOWED));
    }

    @Override
    public void close() {
        endpoint.close();
    }
}

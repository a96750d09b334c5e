package io.signalbox.actuator.http;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Hosts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests to servers that a topology names, each on a connection of its own. A name is looked up once: the connection goes to an
 * address that was judged, so that a name whose answers change cannot lead elsewhere. TLS still demands a certificate of the name.
 * Nothing is followed, nothing is retried.
 */
public final class JudgedHttp implements AutoCloseable {

    /** Looks a name up. */
    public interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    /** @param body as text in UTF-8; empty where it was not wanted */
    public record Response(int status, String body) {}

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int LONGEST_BODY = 16 * 1024 * 1024;

    private final Supplier<AllowedAddresses> allowed;
    private final Names names;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param allowed the exceptions of the topology in force */
    public JudgedHttp(Supplier<AllowedAddresses> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    public JudgedHttp(Supplier<AllowedAddresses> allowed, Names names) {
        this.allowed = allowed;
        this.names = names;
    }

    /** The use of an answer's body. */
    public enum Body {
        IGNORED,
        WANTED
    }

    /**
     * Sends a request and waits for the answer, at most as long as the attempt has left.
     *
     * @param shown the destination as people may see it
     */
    public Response send(HttpCall call, SSLSocketFactory tls, Body body, String shown, ActionAttempt turn)
            throws ActionFailedException {
        Future<Response> answer = threads.submit(() -> answer(call, tls, body, turn.end()));
        try {
            // The system's resolver knows no limit.
            return answer.get(turn.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw timeout(shown);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ActionFailedException(FailureCause.INTERRUPTED, "this actuator is being stopped", true);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RefusedAddressException refused ->
                    throw new ActionFailedException(
                            FailureCause.FORBIDDEN_ADDRESS, shown + " is at " + refused.getMessage(), false);
                case UnknownHostException _ ->
                    throw new ActionFailedException(FailureCause.UNKNOWN_HOST, shown + " has no address", true);
                case SocketTimeoutException _ -> throw timeout(shown);
                case IOException broken ->
                    throw new ActionFailedException(FailureCause.CONNECTION, shown + ": " + broken, true);
                case null, default -> throw new IllegalStateException("no answer of " + shown, e.getCause());
            }
        } finally {
            answer.cancel(true);
        }
    }

    private static ActionFailedException timeout(String shown) {
        return new ActionFailedException(
                FailureCause.TIMEOUT, shown + " did not answer within " + ActionAttempt.LIMIT, true);
    }

    private Response answer(HttpCall call, SSLSocketFactory tls, Body body, long end) throws IOException {
        IOException unreachable = new UnknownHostException(call.host());
        for (InetAddress address : judged(call.host())) {
            var there = new InetSocketAddress(address, call.port());
            var connected = new Reached();
            try {
                return BoundedConnection.hold(there, CONNECT, Deadline.left(end), socket -> {
                    connected.yes = true;
                    return converse(socket, call, tls, body);
                });
            } catch (IOException e) {
                if (connected.yes) {
                    throw e;
                }
                unreachable = e;
            }
        }
        throw unreachable;
    }

    private static final class Reached {
        private boolean yes;
    }

    /** All addresses of a host, unless one of them is refused: then the name is not one to trust. */
    private List<InetAddress> judged(String host) throws IOException {
        InetAddress literal = Hosts.literal(host);
        List<InetAddress> addresses = literal == null ? List.of(names.lookUp(host)) : List.of(literal);
        for (InetAddress address : addresses) {
            if (allowed.get().refuse(address)) {
                throw new RefusedAddressException(address);
            }
        }
        return addresses;
    }

    private static Response converse(Socket plain, HttpCall call, SSLSocketFactory tls, Body body) throws IOException {
        Socket socket = call.secure() ? BoundedConnection.secured(plain, tls, call.host(), call.port()) : plain;
        socket.getOutputStream().write(call.bytes());
        socket.getOutputStream().flush();
        var in = new BufferedInputStream(socket.getInputStream());
        ResponseHead head = ResponseHead.read(in);
        return new Response(
                head.status(),
                body == Body.IGNORED
                        ? ""
                        : new String(ResponseBody.read(head, in, LONGEST_BODY), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.signalbox.actuator.rfc2136;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.FailureCause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A name server: its address, and how many threads of this process may use it at once. If its name cannot be resolved
 * later, the last address is used. Thread-safe. All times are those of {@link System#nanoTime}.
 */
final class DnsServer {

    /** A BIND with default settings serves 150 TCP connections and 100 updates at a time, from all cells together. */
    static final int AT_ONCE = 16;

    /** The time to wait for the resolver when an earlier address is known. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

    private final String host;
    private final int port;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private volatile List<InetSocketAddress> known = List.of();

    DnsServer(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * The permission to use the server, to be closed.
     *
     * @param end of the wait
     */
    Permit permit(long end) throws UpdateFailedException {
        try {
            if (permits.tryAcquire(Deadline.nanosLeft(end), TimeUnit.NANOSECONDS)) {
                return permits::release;
            }
            throw UpdateFailedException.notSent(AT_ONCE + " others were talking to " + this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UpdateFailedException.notSent("this actuator is being stopped");
        }
    }

    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    DnsConnection connect(long end) throws UpdateFailedException {
        return DnsConnection.open(addresses(end), end);
    }

    private List<InetSocketAddress> addresses(long end) throws UpdateFailedException {
        long left = end - System.nanoTime();
        var lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofVirtual().name("resolve-" + host).start(lookup);
        try {
            InetAddress[] found = lookup.get(known.isEmpty() ? left : Math.min(left, PATIENCE), TimeUnit.NANOSECONDS);
            known = Stream.of(found)
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        } catch (TimeoutException e) {
            requireKnown("its name is not resolved in time");
        } catch (ExecutionException e) {
            requireKnown(e.getCause() instanceof UnknownHostException ? "its name is not known" : e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UpdateFailedException.notSent("this actuator is being stopped");
        }
        return known;
    }

    private void requireKnown(String why) throws UpdateFailedException {
        if (known.isEmpty()) {
            throw UpdateFailedException.notTaken(FailureCause.UNREACHABLE, this + ": " + why, true);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

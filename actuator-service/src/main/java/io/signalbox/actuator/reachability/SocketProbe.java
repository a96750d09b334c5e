package io.signalbox.actuator.reachability;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.NameProbe;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Tries addresses, each with a new connection. Always returns in time, whatever the peer does. */
public final class SocketProbe implements NameProbe, AutoCloseable {

    /** A name may have many addresses; this many show whether it works. */
    static final int MOST = 8;

    private final SSLSocketFactory tls;
    private final Supplier<AllowedAddresses> allowed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param tls with the trusted authorities
     *
     * @param allowed the addresses that may be tried
     */
    public SocketProbe(SSLSocketFactory tls, Supplier<AllowedAddresses> allowed) {
        this.tls = tls;
        this.allowed = allowed;
    }

    @Override
    public Optional<String> objection(String hostname, List<String> places, Through through, Duration limit) {
        long end = Deadline.after(limit);
        var addresses = new ArrayList<InetAddress>();
        var objections = new ArrayList<String>();
        for (String place : places) {
            try {
                addresses.addAll(resolve(place, end));
            } catch (UnknownHostException e) {
                objections.add(place + " has no address: " + e.getMessage());
            }
        }
        List<InetAddress> few = addresses.stream().distinct().limit(MOST).toList();
        for (int i = 0; i < few.size(); i++) {
            InetAddress address = few.get(i);
            // Each address gets an equal part of the remaining time, so that one that drops packets does not hide the
            // next.
            long share = Deadline.nanosLeft(end) / (few.size() - i);
            try {
                new ReachabilityRequest(hostname, through, tls, allowed.get()).hold(address, Duration.ofNanos(share));
                return Optional.empty();
            } catch (IOException | IllegalArgumentException e) {
                objections.add(address.getHostAddress() + ":" + through.port() + " " + reason(e));
            }
        }
        return Optional.of(objections.isEmpty() ? "the name leads nowhere" : String.join("; ", objections));
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** The system's resolver has no time limit, so another thread waits for it. */
    private List<InetAddress> resolve(String place, long end) throws UnknownHostException {
        Future<InetAddress[]> lookup = threads.submit(() -> InetAddress.getAllByName(place));
        try {
            return List.of(lookup.get(Deadline.nanosLeft(end), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException unknown
                    ? unknown
                    : unknown(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            boolean _ = lookup.cancel(true);
            throw unknown("the resolver did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted");
        }
    }

    private static UnknownHostException unknown(String why) {
        return new UnknownHostException(why);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

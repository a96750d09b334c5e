package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.contract.evidence.Timings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One probe of a name: its addresses are tried one after the other until one passes or the time is over. The time for connecting
 * is split over those that are left, so that an address that swallows packets leaves enough for the next. Lives on one event loop.
 */
final class NamedAttempt implements Lookup.Listener {

    private static final int MICRO = 1_000;
    /** Looking up a name takes a little of the time that a connection may take; less than this share of it does not count. */
    private static final int LOOK_UP_SHARE = 10;

    private final Network network;
    private final EventLoop loop;
    private final Target target;
    private final KnownAddresses known;
    private final Finding.Listener listener;
    private final long startedNanos = System.nanoTime();
    private final List<String> failures = new ArrayList<>();
    private List<InetSocketAddress> addresses = List.of();
    private Timings took = Timings.total(0);
    private @Nullable Failed firstFailure;
    private boolean old;
    /** When the first connection began; those after it began later. */
    private long connectingNanos;

    private int unconnected;

    NamedAttempt(Network network, EventLoop loop, Target target, KnownAddresses known, Finding.Listener listener) {
        this.network = network;
        this.loop = loop;
        this.target = target;
        this.known = known;
        this.listener = listener;
    }

    void begin() {
        var question = new Lookup.Question(target.address(), target.route(), target.timeoutNanos());
        Lookup.begin(network, loop, question, known, this);
    }

    @Override
    public void found(List<InetSocketAddress> answer, boolean isOld) {
        endLookup();
        old = isOld;
        addresses = known.ordered(answer);
        tryNext();
    }

    @Override
    public void notFound(Lookup.NotFound why) {
        endLookup();
        var result = new Failed(took(), why.failure().cause(), why.failure().detail());
        network.notes(target).ended(result);
        listener.found(new Finding(result, null, why.dependencies()));
    }

    @Override
    public void undecided(Undecided why) {
        listener.undecided(why);
    }

    private void endLookup() {
        took = new Timings(elapsedNanos() / MICRO, 0, 0, 0, 0, 0);
    }

    private void tryNext() {
        InetSocketAddress next = addresses.get(failures.size());
        long leftNanos = Math.max(0, target.timeoutNanos() - elapsedNanos());
        var told = listener.after(finding -> tried(next, finding));
        new Attempt(network, loop, target, next, limits(leftNanos), told).begin(leftNanos);
    }

    /** Those of the target, with less for connecting while there are more addresses. */
    private @Nullable Limits limits(long leftNanos) {
        Limits limits = target.route().limits();
        int more = addresses.size() - failures.size();
        if (addresses.size() == 1 || more == 1 && (limits == null || limits.connect() == 0)) {
            return limits;
        }
        long whole = limits == null || limits.connect() == 0 ? target.timeoutNanos() : limits.connect();
        long connectNanos = Math.min(leftNanos, whole - took.connect() * MICRO);
        return Limits.connecting(limits, Math.max(1, connectNanos / more));
    }

    private void tried(InetSocketAddress at, Finding finding) {
        took = took.plus(finding.result().timings());
        switch (finding.result()) {
            case Passed _ -> {
                known.beginWith(at);
                listener.found(new Finding(new Passed(took()), finding.expiry()));
            }
            case Failed failed -> failed(at, failed, finding);
        }
    }

    private void failed(InetSocketAddress at, Failed failed, Finding finding) {
        countUnconnected(finding.unconnected());
        failures.add(NetUtil.toAddressString(at.getAddress()) + " " + failed.cause());
        firstFailure = firstFailure == null ? failed : firstFailure;
        boolean untried = failures.size() < addresses.size();
        if (untried && elapsedNanos() < target.timeoutNanos()) {
            tryNext();
            return;
        }
        if (untried) {
            known.beginWith(addresses.get(failures.size()));
        }
        if (old) {
            listener.undecided(Undecided.OLD_ADDRESS);
            return;
        }
        var failure = new Failure(firstFailure.cause(), detail(firstFailure.detail()));
        var result = new Failed(took(), failure.cause(), failure.detail());
        listener.found(new Finding(result, finding.expiry(), finding.dependencies()).to(unconnected()));
    }

    private void countUnconnected(@Nullable ConnectFailure failure) {
        if (failure != null) {
            connectingNanos = failures.isEmpty() ? failure.begunNanos() : connectingNanos;
            unconnected++;
        }
    }

    /** Null unless a connection failed to each of the addresses. */
    private @Nullable ConnectFailure unconnected() {
        if (unconnected < addresses.size()) {
            return null;
        }
        long most = target.route().connect(target.timeoutNanos());
        long lookedUpNanos = connectingNanos - startedNanos;
        long limit = lookedUpNanos < most / LOOK_UP_SHARE ? most : most - lookedUpNanos;
        return new ConnectFailure(addresses, connectingNanos, limit);
    }

    private String detail(String first) {
        if (addresses.size() == 1) {
            return first;
        }
        return failures.size() + " of " + addresses.size() + " addresses fail"
                + (failures.size() < addresses.size() ? ", no time for the others" : "") + ": "
                + String.join(", ", failures) + "; the first: " + first;
    }

    private long elapsedNanos() {
        return System.nanoTime() - startedNanos;
    }

    private Timings took() {
        return took.lasting(elapsedNanos() / MICRO);
    }
}

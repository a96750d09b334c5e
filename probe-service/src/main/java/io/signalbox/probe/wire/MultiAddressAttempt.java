package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.check.UndecidedReason;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One probe of a name: tries its addresses one after the other until one passes or the time is over. The remaining
 * addresses share the time to connect, so that one that drops packets leaves time for the next. Runs on one event loop.
 */
final class MultiAddressAttempt implements AddressLookup.Listener {

    private static final int MICRO = 1_000;
    /** A lookup that takes less than this share of the connect timeout is not subtracted from it. */
    private static final int LOOK_UP_SHARE = 10;

    private final NetworkStack network;
    private final EventLoop loop;
    private final ProbeTarget target;
    private final KnownAddresses known;
    private final CheckResult.Listener listener;
    private final long startedNanos = System.nanoTime();
    private final List<String> failures = new ArrayList<>();
    private List<InetSocketAddress> addresses = List.of();
    private Timings took = Timings.total(0);
    private @Nullable Failed firstFailure;
    private boolean old;
    /** When the first connection was started. */
    private long connectingNanos;

    private int unconnected;

    MultiAddressAttempt(
            NetworkStack network,
            EventLoop loop,
            ProbeTarget target,
            KnownAddresses known,
            CheckResult.Listener listener) {
        this.network = network;
        this.loop = loop;
        this.target = target;
        this.known = known;
        this.listener = listener;
    }

    void begin() {
        var request = new AddressLookup.Request(target.address(), target.route(), target.timeoutNanos());
        AddressLookup.begin(network, loop, request, known, this);
    }

    @Override
    public void found(List<InetSocketAddress> answer, boolean isOld) {
        endLookup();
        old = isOld;
        addresses = known.ordered(answer);
        tryNext();
    }

    @Override
    public void notFound(AddressLookup.NotFound why) {
        endLookup();
        var result = new Failed(took(), why.failure().cause(), why.failure().detail());
        network.listener(target.address()).ended(result);
        listener.found(new CheckResult(result, null, why.dependencies()));
    }

    @Override
    public void undecided(UndecidedReason why) {
        listener.undecided(why);
    }

    private void endLookup() {
        took = new Timings(elapsedNanos() / MICRO, 0, 0, 0, 0, 0);
    }

    private void tryNext() {
        InetSocketAddress next = addresses.get(failures.size());
        long leftNanos = Math.max(0, target.timeoutNanos() - elapsedNanos());
        var told = listener.after(checkResult -> tried(next, checkResult));
        new ConnectionAttempt(network, loop, target, next, limits(leftNanos), told).begin(leftNanos);
    }

    /** The target's stage timeouts, with a shorter connect timeout while further addresses are left. */
    private @Nullable StageTimeouts limits(long leftNanos) {
        StageTimeouts limits = target.route().limits();
        int more = addresses.size() - failures.size();
        if (addresses.size() == 1 || more == 1 && (limits == null || limits.connect() == 0)) {
            return limits;
        }
        long whole = limits == null || limits.connect() == 0 ? target.timeoutNanos() : limits.connect();
        long connectNanos = Math.min(leftNanos, whole - took.connect() * MICRO);
        return StageTimeouts.connecting(limits, Math.max(1, connectNanos / more));
    }

    private void tried(InetSocketAddress at, CheckResult checkResult) {
        took = took.plus(checkResult.result().timings());
        switch (checkResult.result()) {
            case Passed _ -> {
                known.beginWith(at);
                listener.found(new CheckResult(new Passed(took()), checkResult.expiry()));
            }
            case Failed failed -> failed(at, failed, checkResult);
        }
    }

    private void failed(InetSocketAddress at, Failed failed, CheckResult checkResult) {
        countUnconnected(checkResult.unconnected());
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
            listener.undecided(UndecidedReason.OLD_ADDRESS);
            return;
        }
        var failure = new Failure(firstFailure.cause(), detail(firstFailure.detail()));
        var result = new Failed(took(), failure.cause(), failure.detail());
        listener.found(new CheckResult(result, checkResult.expiry(), checkResult.dependencies()).to(unconnected()));
    }

    private void countUnconnected(@Nullable ConnectFailure failure) {
        if (failure != null) {
            connectingNanos = failures.isEmpty() ? failure.begunNanos() : connectingNanos;
            unconnected++;
        }
    }

    /** Null unless connecting failed at every address. */
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

package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.ConnectFailure;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Network;
import org.jspecify.annotations.Nullable;

/**
 * How the probes of one check get to their target: at once, in turn where only so many may be there, and one for all where nothing can
 * be connected to. Lives on the check's event loop.
 */
final class Gate implements Entrance.Entering {

    private final Watched watched;
    private final Turnstiles turnstiles;
    private final Network network;
    private final EventLoop loop;
    private final Goer goer;
    private final @Nullable Destination destination;
    private final @Nullable Entrance limited;
    private @Nullable Entrance entrance;
    private long dueNanos;

    /** Whose probes they are. */
    interface Goer {

        void begin();

        /** Another's probe has failed as this one would have. @param begunNanos when that one began to connect */
        void foretold(Finding finding, long begunNanos);

        /** What nobody could connect to can be connected to again: the probe is to begin soon, and not with all others at once. */
        void reachable();
    }

    Gate(Watched watched, Turnstiles turnstiles, Network network, EventLoop loop, Goer goer) {
        this.watched = watched;
        this.turnstiles = turnstiles;
        this.network = network;
        this.loop = loop;
        this.goer = goer;
        this.destination = Destination.of(watched);
        this.limited = Entrance.of(watched, turnstiles, loop);
        this.entrance = limited;
    }

    /** Begins at once, or when its turn has come. @param due when it should have begun */
    void enter(long due, boolean doubtful) {
        dueNanos = due;
        if (entrance == null) {
            goer.begin();
        } else {
            entrance.enter(doubtful, this);
        }
    }

    /** Whether its probes ever wait for a turn. */
    boolean waits() {
        return entrance != null;
    }

    /** The probe has ended, and others learn from it. */
    void leave(Finding finding) {
        if (entrance != null && finding.unconnected() != null) {
            entrance.unconnected(finding.unconnected(), finding);
        } else if (entrance != null && entrance != limited) {
            entrance.connected();
        }
        leave();
    }

    /** The probe has ended, and nobody learns from it. */
    void leave() {
        if (entrance != null) {
            entrance.leave();
        }
    }

    /**
     * Where nothing can be connected to, and that is settled, one goes for all from now on.
     *
     * @param unconnected what the last probe came to; null if it could connect
     */
    void next(@Nullable ConnectFailure unconnected, boolean settled) {
        if (limited == null && destination != null) {
            entrance = unconnected != null && settled
                    ? Entrance.alone(watched, place(unconnected, destination), turnstiles, loop)
                    : null;
        }
    }

    private static String place(ConnectFailure unconnected, Destination destination) {
        return unconnected.to().stream().map(String::valueOf).sorted().toList() + " " + destination.mostNanos();
    }

    void close() {
        if (entrance != null) {
            entrance.close();
        }
    }

    @Override
    public void begin() {
        goer.begin();
    }

    @Override
    public void unconnected(ConnectFailure failure, Finding finding) {
        if (destination != null && isForetold(failure)) {
            destination.compare(failure, network, loop, same -> {
                if (same && isForetold(failure)) {
                    goer.foretold(finding, failure.begunNanos());
                } else if (!same && isForetold(failure) && entrance != limited) {
                    reachable();
                }
            });
        }
    }

    private boolean isForetold(ConnectFailure failure) {
        return entrance != null
                && entrance.waits()
                && destination != null
                && failure.foretells(dueNanos, destination.mostNanos());
    }

    @Override
    public void reachable() {
        leave();
        next(null, true);
        goer.reachable();
    }
}

package io.signalbox.decision.core.lint;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The moments at which a loss may come, relative to the probes of a service, and how long the probes take. */
final class LossTimes {

    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final long MOST = 24;

    private final List<Probe> probes;
    private final int vantages;

    /** When the last heartbeat came before a loss. */
    enum LastBeat {
        /** The longest allowed time has passed since the latest heartbeat. */
        LONG_BEFORE,
        JUST_BEFORE,
        /** A heartbeat came just before, and the next one is missed just after a probe has started. */
        JUST_BEFORE_MISSED_LATE
    }

    /**
     * A loss comes just after a probe has started.
     *
     * @param looks the number of looks before it does
     */
    record Moment(long looks, LastBeat beat) {}

    LossTimes(Service service, int vantages) {
        this.probes =
                service.sites().stream().flatMap(site -> site.probes().stream()).toList();
        this.vantages = vantages;
    }

    /** One for each start of a probe in the longest interval, or some of them. */
    List<Moment> all() {
        long looks = Math.max(
                1,
                health().map(Probe::interval).distinct().mapToLong(this::looks).sum());
        long some = Math.min(looks, MOST);
        return LongStream.range(0, some)
                .map(number -> number * looks / some)
                .boxed()
                .flatMap(number -> beats().map(beat -> new Moment(number, beat)))
                .toList();
    }

    private long looks(Duration interval) {
        return vantages * Math.max(1, interval(health()).dividedBy(interval));
    }

    private Stream<LastBeat> beats() {
        return heartbeats().findAny().isPresent() ? Stream.of(LastBeat.values()) : Stream.of(LastBeat.LONG_BEFORE);
    }

    /**
     * The time from a loss to a missed heartbeat in a rehearsal: after everything else has settled, but not after days.
     */
    Duration missedAfter(Duration timeout, LastBeat beat) {
        Duration soon = timeout.compareTo(settling()) < 0 ? timeout : settling();
        return switch (beat) {
            case LONG_BEFORE -> Duration.ZERO;
            case JUST_BEFORE -> soon;
            case JUST_BEFORE_MISSED_LATE -> {
                Duration interval = interval(health());
                yield interval.multipliedBy(soon.plus(interval).minusNanos(1).dividedBy(interval));
            }
        };
    }

    /** The delay of a missed heartbeat against a rehearsal; negative if it is missed earlier. */
    Duration later(Duration after, LastBeat beat) {
        return beat == LastBeat.LONG_BEFORE
                ? Duration.ZERO
                : heartbeats()
                        .filter(timeout -> after.compareTo(missedAfter(timeout, beat)) > 0)
                        .map(timeout -> timeout.minus(missedAfter(timeout, beat)))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
    }

    private Stream<Duration> heartbeats() {
        return health().map(Probe::check)
                .filter(Check.Heartbeat.class::isInstance)
                .map(check -> ((Check.Heartbeat) check).timeout());
    }

    private Stream<Probe> health() {
        return probes.stream().filter(probe -> probe.role() == Role.HEALTH);
    }

    /** Until all sites are UP. */
    Duration warmUp() {
        return longest(probe -> probe.interval().multipliedBy(probe.rise() + 1L));
    }

    /** Longer than anything takes to turn DOWN or stale. */
    Duration detection() {
        return heartbeats().findAny().isPresent() ? settling().multipliedBy(2) : settling();
    }

    private Duration settling() {
        return longest(probe -> {
            FailureWindow window = probe.window();
            int results = Math.max(probe.fall(), window == null ? 0 : window.failures()) + 1;
            return probe.interval().multipliedBy(results).plus(probe.freshness());
        });
    }

    private Duration longest(Function<Probe, Duration> time) {
        return probes.stream()
                .map(time)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(MARGIN);
    }

    private static Duration interval(Stream<Probe> probes) {
        return probes.map(Probe::interval).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}

package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.contract.topology.reader.check.ApproachReader;
import io.signalbox.contract.topology.time.Durations;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often a probe runs and what its results mean: the settings that {@code defaults} and each probe share.
 *
 * @param fastInterval null when it follows from the interval
 * @param window empty for none
 * @param approach for as long as {@code timeout} in each phase unless it says otherwise
 */
record ProbeTiming(
        Duration interval,
        Duration timeout,
        @Nullable Duration fastInterval,
        int fall,
        int rise,
        Optional<FailureWindow> window,
        Approach approach) {

    static final String[] KEYS = {
        "interval",
        "timeout",
        "fastInterval",
        "fall",
        "rise",
        "window",
        ApproachReader.TIMEOUTS,
        ApproachReader.FAMILY,
        ApproachReader.ADDRESSES
    };

    static final ProbeTiming STANDARD =
            new ProbeTiming(Duration.ofSeconds(5), Duration.ofSeconds(2), null, 3, 2, Optional.empty(), Approach.USUAL);

    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(10);
    private static final Duration LEAST_FAST_INTERVAL = Duration.ofMillis(50);
    private static final Duration QUICK = Duration.ofMillis(250);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_IN_A_ROW = 100;
    private static final int LONGEST_WINDOW = 1_000;

    /**
     * What {@code fields} say, and {@code base} where they say nothing. What is inherited adapts to a shorter interval;
     * what is written here must fit it.
     */
    static @Nullable ProbeTiming read(Fields fields, ProbeTiming base) {
        Fields limits = fields.part();
        Duration interval = limits.optional("interval", base.interval, at -> at.duration(LEAST_INTERVAL, HOUR));
        Duration timeout = limits.optional("timeout", base.timeout, at -> at.duration(LEAST_TIMEOUT, HOUR));
        Duration fast = fields.has("fastInterval")
                ? fields.ifPresent("fastInterval", at -> at.duration(LEAST_FAST_INTERVAL, HOUR))
                : base.fastInterval;
        int fall = fields.optional("fall", base.fall, at -> at.integer(1, MOST_IN_A_ROW));
        int rise = fields.optional("rise", base.rise, at -> at.integer(1, MOST_IN_A_ROW));
        Optional<FailureWindow> window = fields.optional("window", base.window, ProbeTiming::window);
        Duration longest = limits.isComplete() ? Durations.least(interval, timeout) : HOUR;
        Approach approach = fields.combined(part -> ApproachReader.read(part, base.approach, longest));
        return fields.whole(() -> {
            requireWithin(interval, timeout, fields, "timeout");
            requireWithin(interval, fast, fields, "fastInterval");
            return new ProbeTiming(interval, timeout, fast, fall, rise, window, approach).within(interval);
        });
    }

    private static @Nullable Optional<FailureWindow> window(Cursor at) {
        if (at.raw().equals("off")) {
            return Optional.empty();
        }
        if (!at.isMap()) {
            return at.expected("off or a map with failures and of");
        }
        Fields fields = at.fields("failures", "of");
        int of = fields.required("of", LONGEST_WINDOW, it -> it.integer(1, LONGEST_WINDOW));
        Integer failures = fields.required("failures", it -> it.integer(1, of));
        return fields.whole(() -> Optional.of(new FailureWindow(failures, of)));
    }

    private static void requireWithin(Duration interval, @Nullable Duration value, Fields fields, String key) {
        if (value != null && fields.has(key) && value.compareTo(interval) > 0) {
            fields.at(key).expected("at most the interval, which is " + Durations.text(interval));
        }
    }

    private ProbeTiming within(Duration limit) {
        return new ProbeTiming(
                interval,
                Durations.least(timeout, limit),
                fastInterval == null ? null : Durations.least(fastInterval, limit),
                fall,
                rise,
                window,
                approach);
    }

    /** The same with so many probes at a time to one target. */
    ProbeTiming perTarget(int most) {
        var other = approach.with(most);
        return new ProbeTiming(interval, timeout, fastInterval, fall, rise, window, other);
    }

    /** The same at another interval, to which the rest adapts. */
    ProbeTiming every(Duration other, int otherFall) {
        return new ProbeTiming(other, timeout, fastInterval, otherFall, rise, window, approach).within(other);
    }

    Probe probe(ProbeName name, Role role, Check check) {
        return new Probe(
                name,
                role,
                interval,
                timeout,
                fastOrStandard(),
                fall,
                rise,
                window.orElse(null),
                check,
                approach.within(timeout));
    }

    /** A quarter of the interval, but not below 250 ms, unless the interval itself is. */
    private Duration fastOrStandard() {
        return fastInterval == null
                ? Durations.least(interval, Durations.most(QUICK, interval.dividedBy(4)))
                : fastInterval;
    }
}

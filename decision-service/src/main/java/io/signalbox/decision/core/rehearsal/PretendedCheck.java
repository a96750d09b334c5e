package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.time.Instant;

/**
 * One simulated probe of one site at one vantage, and the times at which a prober would start it: at its regular times
 * while its results are settled, and at the fast interval while they are in doubt, but never before the previous probe
 * has ended.
 */
final class PretendedCheck {

    final int number;
    final ServiceName service;
    final SiteName site;
    final Probe probe;
    final VantageName vantage;

    private final Instant first;
    private Instant planned;
    private Instant due;
    private boolean underWay;
    private boolean fails;
    private boolean failedBefore;
    private boolean settled = true;
    private int inRow;
    private long sequence;

    /** @param first of its times */
    PretendedCheck(int number, ServiceName service, SiteName site, Probe probe, VantageName vantage, Instant first) {
        this.number = number;
        this.service = service;
        this.site = site;
        this.probe = probe;
        this.vantage = vantage;
        this.first = first;
        this.planned = first;
        this.due = first;
    }

    /** When it starts, or when the probe under way ends. */
    Instant due() {
        return due;
    }

    boolean isUnderWay() {
        return underWay;
    }

    boolean fails() {
        return fails;
    }

    /** The sequence number of the last finished probe. */
    long sequence() {
        return sequence;
    }

    /** A probe starts; it ends after the time that it takes. */
    void start(boolean failing, Duration takes) {
        underWay = true;
        fails = failing;
        planned = due;
        due = due.plus(takes);
    }

    /** The probe has ended: its result is counted, and the next probe is planned. */
    void end() {
        underWay = false;
        sequence++;
        if (!settled || fails != failedBefore) {
            inRow = fails == failedBefore ? inRow + 1 : 1;
            settled = inRow >= (fails ? probe.fall() : probe.rise());
            failedBefore = fails;
        }
        due = settled || isReadElsewhere() ? ownTime() : later(planned.plus(probe.fastInterval()), due);
    }

    /** One reading is one result, and the alarms are read at the interval. */
    private boolean isReadElsewhere() {
        return probe.check() instanceof Check.CloudWatchAlarm;
    }

    private Instant ownTime() {
        long past = Duration.between(first, due).dividedBy(probe.interval());
        return first.plus(probe.interval().multipliedBy(past + 1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Signals;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import java.time.Duration;
import java.util.Optional;

/** A provider whose fences are the newer of the record and the signal beside it. */
public final class SignalledProvider implements DnsProvider {

    private final DnsProvider provider;
    private final Signals signals;

    public SignalledProvider(DnsProvider provider, Signals signals) {
        this.provider = provider;
        this.signals = signals;
    }

    @Override
    public Zone zone(String name, Duration limit) throws ZoneUnavailableException {
        long end = Deadline.after(limit);
        return new SignalledZone(provider.zone(name, limit), signals, new ActionAttempt(1, end));
    }

    @Override
    public Optional<Details> details(String name, Duration limit) throws ZoneUnavailableException {
        return provider.details(name, limit);
    }
}

package io.signalbox.actuator.dns;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.signalbox.actuator.core.DnsProvider.Details;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Reports in the background when the parent of a zone delegates it to other servers. */
public final class DelegationWatch implements BiConsumer<String, Details> {

    private static final Logger LOG = Logger.getLogger(DelegationWatch.class);

    private final Delegation delegation;
    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> differs = new ConcurrentHashMap<>();

    public DelegationWatch(Delegation delegation, MeterRegistry meters) {
        this.delegation = delegation;
        this.meters = meters;
    }

    @Override
    public void accept(String zone, Details details) {
        if (!details.isPrivate()) {
            Thread.ofVirtual().name("delegation-" + zone).start(() -> compare(zone, details));
        }
    }

    private void compare(String zone, Details details) {
        String difference = delegation.difference(details).orElse("");
        differs.computeIfAbsent(zone, this::gauge).set(difference.isEmpty() ? 0 : 1);
        if (!difference.isEmpty()) {
            LOG.warnf("clients ask other name servers zone=%s: %s", zone, difference);
        }
    }

    private AtomicInteger gauge(String zone) {
        AtomicInteger value = meters.gauge("signalbox.delegation.differs", Tags.of("zone", zone), new AtomicInteger());
        return value == null ? new AtomicInteger() : value;
    }
}

package io.signalbox.decision.core.evidence;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The share of each service in one topic of observations: as many results as its checks can give, and as many again. A reader that is
 * behind counts no more of them, so that a prober that floods the topic takes no time from the others. Not thread-safe.
 */
public final class Shares {

    private static final int SPARE_FACTOR = 2;
    /** Results that a prober could not send for a while come together. */
    private static final Duration BURST = Duration.ofSeconds(10);

    private final Map<String, Share> services = new HashMap<>();

    /** @param vantages whose results the topic has */
    public Shares(Collection<Service> services, int vantages) {
        services.forEach(
                service -> this.services.put(service.name().value(), new Share(perSecond(service) * vantages)));
    }

    /** Checks are made at their fast interval while a result is in doubt. */
    private static double perSecond(Service service) {
        return service.sites().stream()
                .flatMap(site -> site.probes().stream())
                .map(Probe::fastInterval)
                .mapToDouble(interval -> SPARE_FACTOR / seconds(interval))
                .sum();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    /**
     * Takes one result from the share of a service.
     *
     * @param service as the record's key names it; an unknown one has no share
     * @param appended the time at which the broker stored the result
     * @return false when nothing is left
     */
    public boolean take(String service, Instant appended) {
        Share share = services.get(service);
        return share != null && share.take(appended);
    }

    private static final class Share {
        private final double perSecond;
        private final double most;
        private double left;
        private Instant filled = Instant.MIN;

        Share(double perSecond) {
            this.perSecond = perSecond;
            most = perSecond * seconds(BURST);
            left = most;
        }

        boolean take(Instant appended) {
            if (filled.equals(Instant.MIN)) {
                filled = appended;
            } else if (appended.isAfter(filled)) {
                left = Math.min(most, left + perSecond * seconds(Duration.between(filled, appended)));
                filled = appended;
            }
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}

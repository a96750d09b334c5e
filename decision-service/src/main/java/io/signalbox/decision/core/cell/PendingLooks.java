package io.signalbox.decision.core.cell;

import io.signalbox.contract.name.ServiceName;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The services that must still be looked at after an event that concerns many. To look at ten thousand at once would
 * take longer than a transaction may last, so each call of the brain looks at some of them. Kept in memory: after a
 * restart every service is looked at anyway. Not thread-safe.
 */
final class PendingLooks {

    /** On a cold JVM a service takes some milliseconds; Kafka ends a transaction after four seconds. */
    static final int MOST_AT_ONCE = 125;

    private final Set<ServiceName> reviews = new LinkedHashSet<>();
    private final Map<ServiceName, Boolean> looks = new LinkedHashMap<>();

    /** Their confirmations may have changed. */
    void review(Collection<ServiceName> services) {
        reviews.addAll(services);
    }

    /** A state of the fleet has changed. @param shows whether it is part of every service's public state */
    void look(Collection<ServiceName> services, boolean shows) {
        services.forEach(service -> looks.merge(service, shows, Boolean::logicalOr));
    }

    /**
     * Looks at services until {@link #MOST_AT_ONCE} have been woken.
     *
     * @param look gets whether the change shows in public states; returns whether the service was woken
     */
    void look(BiPredicate<ServiceName, Boolean> look) {
        upTo(looks.entrySet(), each -> look.test(each.getKey(), each.getValue()));
    }

    /** Reviews services until {@link #MOST_AT_ONCE} have been woken. @param review returns whether the service was woken */
    void review(Predicate<ServiceName> review) {
        upTo(reviews, review);
    }

    private static <E> void upTo(Collection<E> pending, Predicate<E> wakes) {
        int left = MOST_AT_ONCE;
        for (Iterator<E> next = pending.iterator(); left > 0 && next.hasNext(); ) {
            E each = next.next();
            next.remove();
            left -= wakes.test(each) ? 1 : 0;
        }
    }
}

package io.signalbox.decision.core.govern;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts that stage 1 has confirmed since this brain began. In memory only: a restored brain begins with none.
 */
public final class Confirmations {

    /** A verdict on a site, or of one of its probes. @param probe null for the site's own */
    record Subject(SiteName site, @Nullable ProbeName probe) {}

    /** The last watermark about one service. @param unconfirmed all other verdicts are confirmed */
    record Vouched(Instant at, Duration lag, Set<Subject> unconfirmed) {}

    private final boolean assumed;
    private final Map<ServiceName, Vouched> vouched = new HashMap<>();
    /** Verdicts concluded after the last watermark, with their times: their own votes confirm them. */
    private final Map<ServiceName, Map<SiteName, Instant>> concluded = new HashMap<>();

    private final Map<ServiceName, Instant> forgotten = new HashMap<>();

    private Instant began = Instant.MAX;
    private Instant now = Instant.MAX;

    private Confirmations(boolean assumed) {
        this.assumed = assumed;
    }

    public static Confirmations required() {
        return new Confirmations(false);
    }

    /** Takes every verdict as confirmed. */
    public static Confirmations assumed() {
        return new Confirmations(true);
    }

    boolean areAssumed() {
        return assumed;
    }

    /** The first moment that this brain knows. */
    Instant began() {
        return began;
    }

    /** Since when a watermark about a service is missing. */
    Instant awaitedSince(ServiceName service) {
        return forgotten.getOrDefault(service, began);
    }

    public void clock(Instant now) {
        this.now = now;
        if (began.equals(Instant.MAX)) {
            began = now;
        }
    }

    public void heard(SiteVerdict verdict) {
        boolean own = verdict.verdict() != Verdict.UNKNOWN && !verdict.since().isBefore(began);
        if (own) {
            concluded.computeIfAbsent(verdict.service(), _ -> new HashMap<>()).put(verdict.site(), verdict.since());
        }
    }

    /** A watermark of before this brain began confirms nothing. */
    public void heard(Watermark watermark) {
        Instant at = watermark.at();
        if (at.isBefore(began)) {
            return;
        }
        var unconfirmed = new HashMap<ServiceName, Set<Subject>>();
        for (Watermark.Unconfirmed one : watermark.unconfirmed()) {
            unconfirmed.computeIfAbsent(one.service(), _ -> new HashSet<>()).add(new Subject(one.site(), one.probe()));
        }
        for (ServiceName service : watermark.services()) {
            vouched.put(service, new Vouched(at, watermark.lag(), unconfirmed.getOrDefault(service, Set.of())));
            Map<SiteName, Instant> newer = concluded.get(service);
            if (newer != null) {
                newer.values().removeIf(since -> !since.isAfter(at));
            }
        }
    }

    /** Forgets confirmations: the service is counted differently from now on. */
    public void forget(ServiceName service) {
        vouched.remove(service);
        concluded.remove(service);
        if (!began.equals(Instant.MAX)) {
            forgotten.put(service, now);
        }
    }

    /** The last watermark about a service; null for none yet. */
    @Nullable
    Vouched of(ServiceName service) {
        return vouched.get(service);
    }

    /** When the verdict on a site was concluded, if no watermark has covered it yet; null otherwise. */
    @Nullable
    Instant concludedAt(ServiceName service, SiteName site) {
        Map<SiteName, Instant> newer = concluded.get(service);
        return newer == null ? null : newer.get(Objects.requireNonNull(site));
    }
}

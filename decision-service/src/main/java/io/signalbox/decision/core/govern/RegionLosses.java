package io.signalbox.decision.core.govern;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.GovernorSettings.Brake;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.transition.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The services that have lost a region, to distinguish the loss of a region from failures of observers or of everything
 * at once. Derived from the verdicts; built anew after a restart.
 */
public final class RegionLosses {

    private static final double PERCENT = 100;

    private final @Nullable Brake brake;
    private final Map<SiteName, Region> regions = new TreeMap<>();

    /** The services that have a site of one name. */
    private static final class Region {
        private final Map<ServiceName, Loss> recent = new LinkedHashMap<>();
        private final Map<ServiceName, Loss> older = new LinkedHashMap<>();
        private int services;
        private int split;

        private void forget(ServiceName service) {
            older.remove(service);
            Loss loss = recent.remove(service);
            if (loss != null && loss.split()) {
                split--;
            }
        }

        /** A repeated loss keeps its place. */
        private void lose(ServiceName service, Loss loss) {
            if (loss.isSame(older.get(service))) {
                older.put(service, loss);
                return;
            }
            if (!loss.isSame(recent.get(service))) {
                forget(service);
            }
            Loss known = recent.put(service, loss);
            split += (loss.split() ? 1 : 0) - (known != null && known.split() ? 1 : 0);
        }

        /** Losses are stored in order of arrival, which is almost the order of their times. */
        private void age(Instant before) {
            while (!recent.isEmpty()) {
                var oldest = recent.entrySet().iterator().next();
                if (oldest.getValue().since().isAfter(before)) {
                    return;
                }
                older.put(oldest.getKey(), oldest.getValue());
                split -= oldest.getValue().split() ? 1 : 0;
                recent.remove(oldest.getKey());
            }
        }

        private int enough(Brake brake) {
            return Math.max(brake.services(), (int) Math.ceil(services * brake.percent() / PERCENT));
        }
    }

    /** @param split whether a vantage of another region says UP */
    private record Loss(Instant since, boolean split) {
        private boolean isSame(@Nullable Loss other) {
            return other != null && since.equals(other.since);
        }
    }

    public RegionLosses(Topology topology) {
        this.brake = topology.governor().brake();
        for (Service service : topology.services()) {
            for (Site site : service.sites()) {
                if (!site.lastResort() && !site.probes().isEmpty()) {
                    regions.computeIfAbsent(site.name(), _ -> new Region()).services++;
                }
            }
        }
    }

    public void heard(SiteVerdict verdict) {
        Region region = regions.get(verdict.site());
        if (region == null) {
            return;
        }
        if (verdict.verdict() == Verdict.DOWN) {
            region.lose(verdict.service(), new Loss(verdict.since(), isSplit(verdict)));
        } else {
            region.forget(verdict.service());
        }
    }

    private static boolean isSplit(SiteVerdict verdict) {
        return verdict.votes().stream().anyMatch(vote -> disagrees(vote, verdict));
    }

    /** A vantage without a verdict yet, or without a later result, does not disagree. */
    private static boolean disagrees(Vote vote, SiteVerdict verdict) {
        Instant first = verdict.firstFailure();
        Instant measured = vote.measuredAt();
        boolean own = vote.vantage().value().equals(verdict.site().value());
        boolean looked = first == null || measured != null && measured.isAfter(first);
        return vote.counts() && vote.verdict() == Verdict.UP && !own && vote.failingSince() == null && looked;
    }

    /** Why recent failures are more than the loss of one region; null if they may be one. */
    @Nullable
    public Reason alarm(Instant now) {
        if (brake == null) {
            return null;
        }
        List<String> wide = new ArrayList<>();
        Reason split = null;
        for (var entry : regions.entrySet()) {
            Region region = entry.getValue();
            region.age(now.minus(brake.within()));
            int lost = region.recent.size();
            if (lost >= region.enough(brake)) {
                wide.add(lost + " services have lost " + entry.getKey());
                if (region.split * 2 > lost) {
                    split = Reason.of(
                            ReasonCode.BRAKE_VANTAGES,
                            lost + " services have lost " + entry.getKey() + ", and for " + region.split
                                    + " of them vantages of other regions disagree: the failures follow vantages, not"
                                    + " sites");
                }
            }
        }
        if (wide.size() > 1) {
            return Reason.of(
                    ReasonCode.BRAKE,
                    String.join(" and ", wide) + " within " + Instants.words(brake.within())
                            + ": that is not the loss of one region");
        }
        return split;
    }

    /** True if the brake's cause has passed. */
    public boolean calm(Instant now) {
        if (brake == null) {
            return true;
        }
        int wide = 0;
        boolean split = false;
        for (Region region : regions.values()) {
            region.age(now.minus(brake.within()));
            int lost = region.recent.size() + region.older.size();
            if (lost >= region.enough(brake)) {
                wide++;
                split |= countSplit(region) * 2 > lost;
            }
        }
        return wide < 2 && !split;
    }

    private static long countSplit(Region region) {
        return region.split + region.older.values().stream().filter(Loss::split).count();
    }
}

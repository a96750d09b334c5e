package io.signalbox.contract.topology;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Marks;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.Split;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the text of a service's fence can become, in bytes: the largest epochs, a claim with a target and a split, a mark
 * of every site, and in {@code hold} an override, a freeze and a drill of every cell.
 *
 * @param holds of it, for what the cells order
 * @param marks of it, for what is known of the sites' data
 * @param rest of it
 */
public record FenceSize(int holds, int marks, int rest) {

    /** As plans are named: the epoch and the version of the service's state. */
    private static final String LONGEST_PLAN = "m" + Fence.LARGEST_EPOCH + "-" + Integer.MAX_VALUE;

    private static final Instant LONGEST_TIME = Instant.parse("2999-12-31T23:59:59.999999999Z");

    /** An override, a freeze, a drill. */
    private static final int KINDS = 3;

    /** Beside the cell's name, until the last moment that an order may name. */
    private static final int HOLD = "o@:7258118399,".length();

    public static FenceSize of(Service service, Collection<CellName> cells) {
        int cell = cells.stream().mapToInt(name -> name.value().length()).max().orElse(1);
        int holds = cells.stream()
                .mapToInt(name -> KINDS * (name.value().length() + HOLD))
                .sum();
        int unmarked = length(service, cell, null);
        return new FenceSize(Math.max(0, holds - 1), length(service, cell, marks(service)) - unmarked, unmarked);
    }

    public int total() {
        return holds + marks + rest;
    }

    /** How long {@code hold} may become beside everything else. */
    public int roomForHolds() {
        return Math.min(Fence.LONGEST_HOLD, Fence.LONGEST_TEXT - marks - rest);
    }

    /** Why no fence of it can always be written; null when each can. */
    @Nullable
    String objection() {
        String parts = holds + " for the holds of all cells, " + marks + " for the marks of all sites, " + rest
                + " for the rest";
        if (total() > Fence.LONGEST_TEXT) {
            return "expected cells and sites so few, or with names so short, that the fence fits into "
                    + Fence.LONGEST_TEXT + " bytes, got up to " + total() + ": " + parts;
        }
        return holds <= Fence.LONGEST_HOLD
                ? null
                : "expected cells so few, or with names so short, that their holds fit into " + Fence.LONGEST_HOLD
                        + " bytes of the fence, got up to " + holds;
    }

    /** Of a fence without holds. One site's name stands for all: the longest. */
    private static int length(Service service, int cell, @Nullable Marks marks) {
        int longest = service.sites().stream()
                .mapToInt(site -> site.name().value().length())
                .max()
                .orElse(1);
        var active = new SiteName("a".repeat(longest));
        var other = new SiteName("b".repeat(longest));
        return Fence.moving(Fence.LARGEST_EPOCH, active, LONGEST_PLAN, new CellName("c".repeat(cell)), LONGEST_TIME)
                .splitting(new Split(other, 99))
                .leadingTo(other)
                .marking(marks)
                .text()
                .length();
    }

    /** One of a site that was seeded again, the others stale: both words are there. */
    private static Marks marks(Service service) {
        List<Site> sites =
                service.sites().stream().filter(site -> !site.lastResort()).toList();
        Marks marks = Marks.NONE;
        for (Site site : sites) {
            marks = site.equals(sites.getLast())
                    ? marks.seeded(site.name(), Fence.LARGEST_EPOCH)
                    : marks.stale(site.name(), Fence.LARGEST_EPOCH);
        }
        return marks;
    }
}

package io.signalbox.contract.topology.rules;

import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the text of a service's fence can become, in bytes: the largest epochs, a claim with a target and a split, a mark
 * of every site, in {@code hold} a freeze and a drill of every cell, an order, a move that every cell has tried, one to every other
 * site that nobody wants, and a claim that another cell ends.
 *
 * @param holds of it, for what the cells order
 * @param marks of it, for what is known of the sites' data
 * @param agreed of it, for the last order, for moves that have failed or are not wanted, and for a plan that is cancelled
 * @param rest of it
 */
public record FenceSize(int holds, int marks, int agreed, int rest) {

    /** The longest name of a plan: the epoch and the version of the service's state. */
    private static final String LONGEST_PLAN = "m" + Fence.LARGEST_EPOCH + "-" + Integer.MAX_VALUE;

    private static final Instant LONGEST_TIME = Instant.parse("2999-12-31T23:59:59.999999999Z");

    /** A freeze, a drill. */
    private static final int KINDS = 2;

    /** Beside the cell's name, until the last moment that an order may name. */
    private static final int HOLD = "f@:7258118399,".length();

    public static FenceSize of(Service service, Collection<CellName> cells) {
        int cell = cells.stream().mapToInt(name -> name.value().length()).max().orElse(1);
        int holds = cells.stream()
                .mapToInt(name -> KINDS * (name.value().length() + HOLD))
                .sum();
        int bare = length(service, cell, null, Agreed.NOTHING);
        return new FenceSize(
                Math.max(0, holds - 1),
                length(service, cell, marks(service), Agreed.NOTHING) - bare,
                length(service, cell, null, agreed(service, cell, cells.size())) - bare,
                bare);
    }

    public int total() {
        return holds + marks + agreed + rest;
    }

    /** The largest length of {@code hold} beside everything else. */
    public int roomForHolds() {
        return Math.min(Fence.LONGEST_HOLD, Fence.LONGEST_TEXT - marks - agreed - rest);
    }

    /** Why a fence may become too long; null when none does. */
    @Nullable
    public String objection() {
        if (holds > Fence.LONGEST_HOLD) {
            return "expected at most " + Fence.LONGEST_HOLD
                    + " bytes of the fence for the holds of all cells, got up to " + holds
                    + ": use fewer cells or shorter names";
        }
        return total() <= Fence.LONGEST_TEXT
                ? null
                : "expected a fence of at most " + Fence.LONGEST_TEXT + " bytes, got up to " + total() + ": " + holds
                        + " for the holds of all cells, " + marks + " for the marks of all sites, " + agreed
                        + " for an order, for moves that failed or are not wanted and for a plan that is cancelled, "
                        + rest + " for the rest; use fewer cells and sites, or shorter names";
    }

    /** The length of a fence without holds. The longest site name stands for all. */
    private static int length(Service service, int cell, @Nullable Marks marks, Agreed agreed) {
        var active = longest(service, "a");
        var other = longest(service, "b");
        return Fence.moving(Fence.LARGEST_EPOCH, active, LONGEST_PLAN, new CellName("c".repeat(cell)), LONGEST_TIME)
                .splitting(new Split(other, 99))
                .leadingTo(other)
                .marking(marks)
                .agreeing(agreed)
                .text()
                .length();
    }

    private static SiteName longest(Service service, String letter) {
        return new SiteName(letter.repeat(service.sites().stream()
                .mapToInt(site -> site.name().value().length())
                .max()
                .orElse(1)));
    }

    private static Agreed agreed(Service service, int cell, int cells) {
        var other = longest(service, "b");
        var name = new CellName("c".repeat(cell));
        var order =
                new Order(Order.LARGEST_NUMBER, other, name, LONGEST_TIME, true, true, "w".repeat(Order.LONGEST_WHO));
        var failed = new FailedMove(other, "s".repeat(FailedMove.LONGEST_STEP), Collections.nCopies(cells, name));
        int others = Math.max(1, service.sites().size() - 1);
        var unwanted = new UnwantedMove(true, Collections.nCopies(others, other), name);
        return new Agreed(
                order, failed, unwanted, new CancelledPlan(LONGEST_PLAN, name, "w".repeat(Order.LONGEST_WHO)));
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

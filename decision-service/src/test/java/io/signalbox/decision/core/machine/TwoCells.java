package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two cells decide for one service, at a provider that compares and swaps its fence. Both see the same of the sites. */
public final class TwoCells {

    public static final CellName OTHER = new CellName("eu-west-1");
    private static final Duration STEP = Duration.ofMillis(100);

    public final Story here;
    public final Story there;
    private final Map<Story, Integer> answered = new HashMap<>();
    private final Map<Story, StepOutcome.Result> hands = new HashMap<>();
    private final Set<Story> silent = new HashSet<>();
    private final List<String> claims = new ArrayList<>();
    private Fence fence;

    public TwoCells(Given given) {
        var topology = given.cell(OTHER).topology();
        here = new Story(topology, CELL, Story.Trouble.NONE);
        there = new Story(topology, OTHER, Story.Trouble.NONE);
        passes(Duration.ofSeconds(1));
        for (Site site : topology.services().getFirst().sites()) {
            if (!site.probes().isEmpty()) {
                see(site.name(), Verdict.UP);
            }
        }
    }

    public TwoCells see(SiteName site, Verdict verdict) {
        for (Story cell : List.of(here, there)) {
            cell.sees(site, verdict);
        }
        return passes(STEP);
    }

    /** What every step of this cell comes to from here on that is no change of the fence. */
    public TwoCells acts(Story cell, StepOutcome.Result result) {
        hands.put(cell, result);
        return this;
    }

    /** No step of this cell is answered from here on that is no change of the fence. */
    public TwoCells silences(Story cell) {
        silent.add(cell);
        return this;
    }

    public TwoCells orders(Story cell, Directive.Order order) {
        cell.orders(order);
        return passes(STEP);
    }

    public TwoCells passes(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
            for (Story cell : List.of(here, there)) {
                cell.passes(STEP);
                answer(cell);
                if (fence != null && !fence.equals(cell.state().fence())) {
                    cell.sights(fence);
                    answer(cell);
                }
            }
        }
        return this;
    }

    private void answer(Story cell) {
        for (int next = answered.getOrDefault(cell, 0); next < cell.commands.size(); next++) {
            answered.put(cell, next + 1);
            answer(cell, cell.commands.get(next));
        }
    }

    private void answer(Story cell, Command command) {
        if (command.arguments() instanceof Action) {
            if (silent.contains(cell)) {
                return;
            }
            var result = command.restores() ? new Done(List.of()) : hands.getOrDefault(cell, new Done(List.of()));
            cell.answers(command, result, command.next());
        } else if (command.next().equals(fence)) {
            cell.done(command);
        } else if (fence == null || fence.equals(command.expected())) {
            fence = command.next();
            if (fence.phase() == Fence.Phase.MOVING) {
                claims.add(fence.cell().value());
            }
            cell.done(command);
        } else {
            cell.answers(command, new Refused(Refusal.STALE_FENCE, "found another"), fence);
        }
    }

    public Fence fence() {
        return fence;
    }

    /** The cells that have claimed a move, in order; a claim that is renewed counts again. */
    public List<String> claims() {
        return claims;
    }
}

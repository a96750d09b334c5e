package io.signalbox.decision.simulation;

import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.StepProgress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a thousand worlds must show, and how often at least: far below what they do, so that chance breaks nothing. */
final class Coverage {

    private static final List<String> SELDOM = List.of(
            "order release lost",
            "contradictions: 3 cells agree that none is in force",
            "action after its claim was lost",
            "an order of another cell is carried out",
            "cancelled from another cell",
            "drill asked other cells",
            "drill without traffic taken-over",
            "drill without traffic: plan failed",
            "drill without traffic succeeded",
            "drill without traffic: plan not wanted any more",
            "a move takes over from a plan of a drill without traffic",
            "heeded by the plan's cell",
            "reload: a service was renamed",
            "forced by two",
            "held brake-vantages",
            "held failback-suppressed",
            "held failed-move",
            "held unwanted",
            "held override-target-not-up",
            "journal notice-lost",
            "journal provider-lost-change",
            "journal step-not-undone",
            "journal override-superseded",
            "left under another name",
            "refused alarms",
            "refused blocked-time",
            "refused maintenance",
            "refused not-ready",
            "refused no-move",
            "refused same-person",
            "refused target-not-ready",
            "refused target-suppressed");

    private static final List<String> OFTEN = List.of(
            "a release is written",
            "an order is carried out",
            "an order is written",
            "contradictions: 2 cells agree on an order",
            "contradictions: 2 cells agree that none is in force",
            "contradictions: 3 cells agree on an order",
            "contradictions: a cell was away",
            "contradictions: the last order was TAKEN",
            "journal order-lost",
            "journal override-released",
            "order override lost",
            "third cell: acknowledge",
            "third cell: cancel",
            "third cell: override",
            "third cell: release",
            "two of 2 cells are given contradictory overrides",
            "two of 3 cells are given contradictory overrides",
            "worlds of 3 cells",
            "divided",
            "a part is left at DOWN, and held",
            "a record follows its signal",
            "an outlived signal is removed",
            "drill aborted",
            "drill without traffic aborted",
            "journal scaled",
            "sends ecs-scale",
            "sends ecs-scale back",
            "drill succeeded",
            "drill unrestored",
            "held active-unknown",
            "held advise",
            "held all-down",
            "held all-down-primary",
            "held all-down-stay",
            "held approve",
            "held brake",
            "held claimed",
            "held drill-elsewhere",
            "held drill-waits",
            "held failback-hold-down",
            "held failback-manual",
            "held failback-never",
            "held failback-not-ready",
            "held failback-waits",
            "held failback-window",
            "held fence-gone",
            "held frozen",
            "held frozen-elsewhere",
            "held grace",
            "held maintenance",
            "held min-down-for",
            "held not-adopted",
            "held override-elsewhere",
            "gives a part",
            "held split-frozen",
            "held velocity",
            "journal acknowledge",
            "journal adjust-started",
            "journal adjusted",
            "journal adopted",
            "journal approve",
            "journal brake",
            "journal brake-released",
            "journal cancel",
            "journal change-accepted",
            "journal check",
            "journal claimed",
            "journal drill-away",
            "journal drill-report",
            "journal drill-returns",
            "journal fence-adopted",
            "journal fence-alarm",
            "journal freeze",
            "journal freeze-expired",
            "journal hold-published",
            "journal move-abandoned",
            "journal move-done",
            "journal move-started",
            "journal move-unfinished",
            "journal move-unproven",
            "journal override",
            "journal override-expired",
            "journal ramp",
            "journal re-adopted",
            "journal reject",
            "journal release",
            "journal start-drill",
            "journal step-asks",
            "journal step-done",
            "journal step-failed",
            "journal step-undone",
            "journal stop-drill",
            "journal stuck",
            "journal suppressed",
            "journal thaw",
            "journal verdict",
            "own fence recognised",
            "refused accepted",
            "refused busy",
            "refused frozen",
            "refused held",
            "refused nothing-waits",
            "refused version-conflict",
            "run-out claim taken over",
            "sends a part",
            "sends claim",
            "sends dns-adopt",
            "sends dns-switch",
            "sends signal-switch",
            "sends ssm-put",
            "sends ssm-put back",
            "sends webhook",
            "takes a part",
            "tidies a part",
            "undone and as it was");

    private static final int FEW = 1;
    private static final int MANY = 10;

    private Coverage() {}

    /** With how often it has happened. Each actor acts in one of twenty worlds, and mostly shows. */
    static Map<String, Integer> missedBy(Tally tally, long seeds) {
        var missed = new TreeMap<String, Integer>();
        Map<String, Integer> least = least();
        Arrays.stream(Actor.values()).forEach(actor -> {
            least.put("seeds " + actor.label(), (int) (seeds / 20));
            least.put("effect " + actor.label(), (int) (seeds / 25));
        });
        least.forEach((what, enough) -> {
            int times = tally.counts().getOrDefault(what, 0);
            if (times < enough) {
                missed.put(what, times);
            }
        });
        return missed;
    }

    /** Beside the lists, all that is declared: a new kind of move or state is missed until a world shows it. */
    private static Map<String, Integer> least() {
        var least = new TreeMap<String, Integer>();
        SELDOM.forEach(what -> least.put(what, FEW));
        OFTEN.forEach(what -> least.put(what, MANY));
        Arrays.stream(MoveKind.values()).forEach(kind -> least.put("begins " + kind, MANY));
        Arrays.stream(OnFailure.values()).forEach(what -> least.put("failed " + what, MANY));
        Arrays.stream(StepProgress.class.getPermittedSubclasses())
                .forEach(state -> least.put("step " + state.getSimpleName(), MANY));
        return least;
    }
}

package io.signalbox.contract.topology;

import io.signalbox.contract.name.SiteName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The steps that are done, and their order, when traffic moves. Without a plan in the topology a move is the switch
 * alone.
 *
 * @param stages by plan; steps of one stage run in parallel, a stage begins when the one before it has ended
 */
public record Plans(Map<Name, List<Stage>> stages) {

    /** The plan of a service that has only its DNS name to move. */
    public static final List<Stage> SWITCH_ALONE = List.of(Stage.of(Step.SWITCH));

    public static final Plans NONE = new Plans(Map.of());

    /** When a plan is used. In YAML in lower case. */
    public enum Name {
        /** Away from a site that is DOWN. */
        FAILOVER,
        /** To the preferred site: automatically, after an approval, or by an override. */
        FAILBACK,
        /** By an operator's order, away from a site that is UP. Without one, the failover plan's steps. */
        SWITCHOVER,
        /** Away, for a drill. Without one, the switchover plan's steps; the return is the failback plan. */
        DRILL
    }

    /** @param steps one, or several in parallel; then none of them is a gate or the switch */
    public record Stage(List<Step> steps) {
        public Stage {
            steps = List.copyOf(steps);
        }

        public static Stage of(Step step) {
            return new Stage(List.of(step));
        }
    }

    public Plans {
        stages = Map.copyOf(stages);
    }

    public List<Stage> of(Name name) {
        List<Stage> given = stages.get(name);
        if (given != null) {
            return given;
        }
        return switch (name) {
            case FAILOVER, FAILBACK -> SWITCH_ALONE;
            case SWITCHOVER -> of(Name.FAILOVER);
            case DRILL -> of(Name.SWITCHOVER);
        };
    }

    /** The actions of all plans. */
    public Stream<Work.Act> actions() {
        return stages.values().stream()
                .flatMap(List::stream)
                .flatMap(stage -> stage.steps().stream())
                .map(Step::work)
                .filter(Work.Act.class::isInstance)
                .map(Work.Act.class::cast);
    }

    /**
     * What of the failover plan makes a site large enough, before the traffic moves: steps that set a capacity, and gates that wait until
     * the site is healthy with it.
     */
    public List<Stage> capacity(SiteName site) {
        var stages = new ArrayList<Stage>();
        for (Stage stage : of(Name.FAILOVER)) {
            if (stage.steps().stream().anyMatch(step -> step.work() instanceof Work.Switch)) {
                break;
            }
            List<Step> steps = stage.steps().stream()
                    .filter(step ->
                            step.isFor(site) && (step.setsCapacity() || step.work() instanceof Work.WaitHealthy))
                    .toList();
            if (!steps.isEmpty()) {
                stages.add(new Stage(steps));
            }
        }
        return stages;
    }

    /** The steps among these that set a capacity. */
    public List<Step> capacitySteps(SiteName site) {
        return capacity(site).stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(Step::setsCapacity)
                .toList();
    }

    /** True if any plan has a step that cannot be undone and leaves stale data behind. */
    public boolean haveOneWaySteps() {
        for (List<Stage> plan : stages.values()) {
            for (Stage stage : plan) {
                for (Step step : stage.steps()) {
                    if (step.work() instanceof Work.Act act && act.action().oneWay()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Whether a plan that may lead to a site promotes the replica there, which leaves all other replicas behind.
     *
     * @param preferred whether it is the preferred site, to which alone the failback plan leads
     */
    public boolean promoteReplica(SiteName site, boolean preferred) {
        for (Map.Entry<Name, List<Stage>> plan : stages.entrySet()) {
            boolean leads = preferred || plan.getKey() != Name.FAILBACK;
            for (Stage stage : leads ? plan.getValue() : List.<Stage>of()) {
                for (Step step : stage.steps()) {
                    if (step.isFor(site)
                            && step.work() instanceof Work.Act act
                            && act.action().leavesReplicas()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A digest of the whole plan: it changes with any step. */
    public String digest(Name name) {
        return new Description().part("stages", of(name)).digest();
    }

    /** True if a plan waits for its target to be healthy and ready before it sends traffic there. */
    public boolean makesReady(Name name) {
        for (Stage stage : of(name)) {
            for (Step step : stage.steps()) {
                switch (step.work()) {
                    case Work.Switch _ -> {
                        return false;
                    }
                    case Work.WaitHealthy _ -> {
                        return true;
                    }
                    case Work.WaitLag _, Work.Pause _, Work.Approve _, Work.Act _, Work.Restore _ -> {}
                }
            }
        }
        return false;
    }
}

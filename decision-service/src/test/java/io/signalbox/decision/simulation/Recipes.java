package io.signalbox.decision.simulation;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Plans.Stage;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes up plans. What a failover changes, its return mostly puts back. */
final class Recipes {

    private final Chance chance;
    private final ServiceName service;
    private final List<Site> sites;
    /** Those that every target has; a gate may wait for one. */
    private final List<ProbeName> watched;

    private final Dns.Routing routing;

    private int named;

    Recipes(Chance chance, ServiceName service, List<Site> sites, List<ProbeName> watched, Dns.Routing routing) {
        this.routing = routing;
        this.chance = chance;
        this.service = service;
        this.sites = sites;
        this.watched = watched;
    }

    /** @param promotes whether the database of the target is promoted on the way */
    Plans plans(boolean promotes) {
        return promotes ? promoting() : plans();
    }

    /** Away by a promotion, with little else; home by another one, or by the switch alone. */
    private Plans promoting() {
        Map<Plans.Name, List<Stage>> plans = new EnumMap<>(Plans.Name.class);
        List<Stage> away = promotion();
        plans.put(Plans.Name.FAILOVER, away);
        plans.put(Plans.Name.FAILBACK, chance.in(0.7) ? away : Plans.SWITCH_ALONE);
        if (chance.in(0.5)) {
            plans.put(Plans.Name.DRILL, Plans.SWITCH_ALONE);
        }
        return new Plans(plans);
    }

    private List<Stage> promotion() {
        var stages = new ArrayList<Stage>();
        if (chance.in(0.3)) {
            stages.add(stage());
        }
        for (Site site : sites) {
            if (!site.lastResort()) {
                var promote = new RdsPromote(site.name().value(), service + "-db", null);
                stages.add(Stage.of(step("promote-" + site.name(), new Work.Act(promote), List.of(site.name()))));
            }
        }
        stages.add(Stage.of(step("dns-switch", new Work.Switch(List.of()), List.of())));
        return stages;
    }

    private Plans plans() {
        if (chance.in(0.35)) {
            return chance.in(0.7) ? Plans.NONE : ramped();
        }
        Map<Plans.Name, List<Stage>> plans = new EnumMap<>(Plans.Name.class);
        List<Stage> away = plan(List.of(), List.of());
        plans.put(Plans.Name.FAILOVER, away);
        if (chance.in(0.8)) {
            plans.put(Plans.Name.FAILBACK, plan(restored(away), ramp()));
        }
        if (chance.in(0.3)) {
            plans.put(Plans.Name.SWITCHOVER, plan(List.of(), ramp()));
        }
        if (chance.in(0.3)) {
            plans.put(Plans.Name.DRILL, plan(List.of(), ramp()));
        }
        return new Plans(plans);
    }

    /** Nothing but the switch, and what is not away from DOWN goes in parts. */
    private Plans ramped() {
        List<Stage> parts = List.of(Stage.of(step("dns-switch", new Work.Switch(ramp()), List.of())));
        return new Plans(Map.of(
                Plans.Name.FAILOVER,
                Plans.SWITCH_ALONE,
                Plans.Name.FAILBACK,
                parts,
                Plans.Name.SWITCHOVER,
                parts,
                Plans.Name.DRILL,
                parts));
    }

    private List<Work.Switch.Ramp> ramp() {
        if (routing != Dns.Routing.WEIGHTED || chance.in(0.4)) {
            return List.of();
        }
        var ramp = new ArrayList<Work.Switch.Ramp>();
        int percent = 0;
        for (int part = chance.between(1, 2); part > 0; part--) {
            percent = chance.between(percent + 1, percent + 30);
            ramp.add(new Work.Switch.Ramp(percent, Duration.ofMillis(chance.between(200, 9_000))));
        }
        return ramp;
    }

    private List<Stage> plan(List<Stage> last, List<Work.Switch.Ramp> ramp) {
        var stages = new ArrayList<Stage>();
        for (int stage = chance.between(0, 3); stage > 0; stage--) {
            stages.add(stage());
        }
        stages.add(Stage.of(step("dns-switch", new Work.Switch(ramp), List.of())));
        if (chance.in(0.3)) {
            stages.add(stage());
        }
        stages.addAll(last);
        return stages;
    }

    /** The same with capacities in place of parameters, and with one at least before the traffic moves. */
    static Plans scaled(ServiceName service, Plans plans) {
        Plans scaled = scaled(plans);
        boolean scales = scaled.of(Plans.Name.FAILOVER).stream()
                .takeWhile(stage -> stage.steps().stream().noneMatch(step -> step.work() instanceof Work.Switch))
                .flatMap(stage -> stage.steps().stream())
                .anyMatch(Step::setsCapacity);
        if (scales) {
            return scaled;
        }
        Map<Plans.Name, List<Stage>> stages = new EnumMap<>(Plans.Name.class);
        stages.putAll(scaled.stages());
        var away = new ArrayList<Stage>();
        away.add(Stage.of(new Step(
                "size",
                new Work.Act(new EcsScale("us-west-2", service.value(), "size", 6)),
                Duration.ofSeconds(20),
                1,
                OnFailure.ABORT,
                List.of())));
        away.addAll(scaled.of(Plans.Name.FAILOVER));
        stages.put(Plans.Name.FAILOVER, away);
        return new Plans(stages);
    }

    private static Plans scaled(Plans plans) {
        Map<Plans.Name, List<Stage>> scaled = new EnumMap<>(Plans.Name.class);
        plans.stages()
                .forEach((name, stages) -> scaled.put(
                        name,
                        stages.stream()
                                .map(stage -> new Stage(stage.steps().stream()
                                        .map(Recipes::scaled)
                                        .toList()))
                                .toList()));
        return new Plans(scaled);
    }

    private static Step scaled(Step step) {
        if (!(step.work() instanceof Work.Act act) || !(act.action() instanceof SsmPut put)) {
            return step;
        }
        String[] parts = put.name().split("/", -1);
        var scale = new EcsScale(put.region(), parts[1], parts[2], Integer.parseInt(put.value()));
        return new Step(step.name(), new Work.Act(scale), step.deadline(), step.retries(), step.onFailure(), step.to());
    }

    private Stage stage() {
        return switch (chance.between(0, 9)) {
            case 0 -> Stage.of(gate(new Work.Pause(Duration.ofMillis(chance.between(200, 6_000)))));
            case 1 -> Stage.of(gate(new Work.WaitHealthy(Duration.ofMillis(chance.between(0, 3_000)))));
            case 2 ->
                Stage.of(gate(
                        watched.isEmpty()
                                ? new Work.WaitHealthy(Duration.ZERO)
                                : new Work.WaitLag(watched.getFirst())));
            case 3 -> Stage.of(gate(new Work.Approve("go on?")));
            case 4, 5 -> new Stage(List.of(act(), act()));
            default -> Stage.of(act());
        };
    }

    private Step gate(Work work) {
        return step("gate-" + ++named, work, List.of());
    }

    private Step act() {
        String name = "act-" + ++named;
        List<SiteName> to = chance.in(0.2) ? List.of(chance.pick(sites).name()) : List.of();
        boolean tells = chance.in(0.25);
        Action action = tells
                ? new Webhook("https://hooks.example.com/" + service, null)
                : new SsmPut("us-west-2", "/" + service + "/" + name, "6");
        return step(name, new Work.Act(action), to);
    }

    private Step step(String name, Work work, List<SiteName> to) {
        return new Step(
                name,
                work,
                Duration.ofMillis(chance.between(12_000, 30_000)),
                chance.in(0.6) ? null : chance.between(0, 3),
                chance.pick(List.of(OnFailure.values())),
                to);
    }

    private List<Stage> restored(List<Stage> away) {
        var stages = new ArrayList<Stage>();
        for (Stage stage : away) {
            for (Step step : stage.steps()) {
                boolean restorable = step.work() instanceof Work.Act act && act.action() instanceof SsmPut;
                if (restorable && chance.in(0.85)) {
                    stages.add(Stage.of(step("restore-" + step.name(), new Work.Restore(step.name()), List.of())));
                }
            }
        }
        return stages;
    }
}

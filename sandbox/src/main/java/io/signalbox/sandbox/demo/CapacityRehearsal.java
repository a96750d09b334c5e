package io.signalbox.sandbox.demo;

import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Work;
import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A drill of the calendar that scales the standby up and moves no traffic. */
final class CapacityRehearsal {

    private CapacityRehearsal() {}

    /** @return whether the calendar has such a drill */
    static boolean run(World world, Screen screen, NameWatch names, CellStates cells, Waits waits)
            throws MissedMilestoneException, InterruptedException {
        Optional<Drill> entry = world.topology().service().drills().stream()
                .filter(Drill::isOfCapacity)
                .findFirst();
        if (entry.isEmpty()) {
            return false;
        }
        screen.title("a drill without traffic");
        int answers = names.changes().size();
        Map<String, Integer> before = tasks(world);
        world.api()
                .direct(
                        "drill/start",
                        Map.of("name", entry.get().name(), "for", ExampleDemo.DRILL, "why", "rehearsal"));
        waits.until("the standby is scaled up", () -> cells.isDrill("raised"));
        Map<String, Integer> raised = tasks(world);
        screen.plain("  tasks: " + before + ", now " + raised);
        waits.until("the drill is over", () -> cells.first().drill() == null && cells.areSteady());
        String result = Objects.requireNonNull(cells.first().lastDrill()).result();
        if (raised.equals(before)
                || !tasks(world).equals(before)
                || names.changes().size() != answers
                || !result.equals("succeeded")) {
            throw new MissedMilestoneException("the drill without traffic ended as " + result + ", with the tasks "
                    + before + ", " + raised + ", " + tasks(world) + " and the answers " + names.changes());
        }
        screen.plain("  " + tasks(world) + " again, and one answer all the time");
        return true;
    }

    /** How many tasks each ECS service of the plans should have. */
    private static Map<String, Integer> tasks(World world) {
        var tasks = new TreeMap<String, Integer>();
        world.topology().service().plans().actions().map(Work.Act::action).forEach(action -> {
            if (action instanceof EcsScale ecs) {
                tasks.put(
                        ecs.cluster() + "/" + ecs.service(),
                        world.cloud()
                                .ecs()
                                .service(ecs.region(), ecs.cluster(), ecs.service())
                                .desired());
            }
        });
        return tasks;
    }
}

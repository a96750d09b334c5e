package io.signalbox.contract.topology;

import io.signalbox.contract.StepArguments.Action;
import io.signalbox.contract.StepArguments.SsmPut;
import io.signalbox.contract.StepArguments.Webhook;
import io.signalbox.contract.topology.Cursor.Found;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Plans.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is done when traffic moves. @param planDeadline which no step can outlive */
record PlansReader(Targets targets, Duration planDeadline) {

    private static final String[] PLANS =
            Stream.of(Name.values()).map(PlansReader::key).toArray(String[]::new);
    private static final String PARALLEL = "parallel";
    private static final String[] STAGE_KEYS =
            Stream.concat(Stream.of(StepReader.KEYS), Stream.of(PARALLEL)).toArray(String[]::new);

    @Nullable
    Plans read(Cursor at) {
        Fields fields = at.fields(PLANS);
        if (fields == null) {
            return null;
        }
        var plans = new EnumMap<Name, List<Stage>>(Name.class);
        // The failover plan comes first: the others may restore what it changes.
        for (Name name : Name.values()) {
            if (fields.has(key(name))) {
                List<Stage> stages =
                        plan(fields.at(key(name)), name, restorable(name, fields, plans.get(Name.FAILOVER)));
                if (stages != null) {
                    plans.put(name, stages);
                }
            }
        }
        return new Plans(plans);
    }

    /** What a plan can put back; null when the failover plan could not be read. */
    private static @Nullable Set<String> restorable(Name name, Fields fields, @Nullable List<Stage> failover) {
        if (name == Name.FAILOVER || !fields.has(key(Name.FAILOVER))) {
            return Set.of();
        }
        return failover == null
                ? null
                : failover.stream()
                        .flatMap(stage -> stage.steps().stream())
                        .filter(step -> step.work() instanceof Work.Act(var action) && isPutBack(action))
                        .map(Step::name)
                        .collect(Collectors.toSet());
    }

    private static boolean isPutBack(Action action) {
        return switch (action) {
            case SsmPut _ -> true;
            case Webhook _ -> false;
        };
    }

    /** A stage with the places of its steps. */
    private record Group(List<Found<Step>> steps) {}

    private @Nullable List<Stage> plan(Cursor at, Name name, @Nullable Set<String> restorable) {
        var reader = new StepReader(new WorkReader(targets, restorable), planDeadline);
        List<Found<Group>> groups = at.eachOfSome(it -> stage(it, reader));
        if (groups == null || groups.size() < at.size()) {
            return null;
        }
        List<Found<Step>> steps =
                groups.stream().flatMap(group -> group.value().steps().stream()).toList();
        Unique.check(
                steps,
                step -> step.value().name(),
                (one, other) -> "two steps have the name " + other.value().name());
        requireOneSwitch(at, steps);
        if (name == Name.DRILL) {
            requireWayBack(steps);
        }
        return groups.stream()
                .map(group -> new Stage(
                        group.value().steps().stream().map(Found::value).toList()))
                .toList();
    }

    private static @Nullable Group stage(Cursor at, StepReader reader) {
        Fields fields = at.fields(STAGE_KEYS);
        if (fields == null) {
            return null;
        }
        if (!fields.has(PARALLEL)) {
            Step step = reader.read(at, fields);
            return step == null ? null : new Group(List.of(new Found<>(at, step)));
        }
        if (fields.all().size() > 1) {
            at.problem("expected nothing beside parallel, whose steps say it themselves");
        }
        return parallel(fields.at(PARALLEL), reader);
    }

    private static @Nullable Group parallel(Cursor at, StepReader reader) {
        List<Found<Step>> steps = at.eachOfSome(it -> {
            Fields fields = it.fields(StepReader.KEYS);
            return fields == null ? null : reader.read(it, fields);
        });
        if (steps == null || steps.size() < at.size()) {
            return null;
        }
        steps.forEach(PlansReader::requireAction);
        return new Group(steps);
    }

    private static void requireAction(Found<Step> step) {
        switch (step.value().work()) {
            case Work.Act _, Work.Restore _ -> {}
            case Work.Switch _, Work.WaitHealthy _, Work.WaitLag _, Work.Pause _, Work.Approve _ ->
                step.at()
                        .problem("expected no " + step.value().work().kind()
                                + " in parallel with others: it is a stage of its own");
        }
    }

    private static void requireOneSwitch(Cursor at, List<Found<Step>> steps) {
        var switches = new ArrayList<Found<Step>>(steps);
        switches.removeIf(step -> !(step.value().work() instanceof Work.Switch));
        if (switches.isEmpty()) {
            at.problem("expected a dns-switch, without which nothing moves");
        }
        switches.stream().skip(1).forEach(step -> step.at().problem("expected one dns-switch in a plan, got another"));
    }

    private static void requireWayBack(List<Found<Step>> steps) {
        steps.stream()
                .filter(step -> step.value().work() instanceof Work.Act(var action) && action.oneWay())
                .forEach(step -> step.at().problem("expected nothing in a drill that cannot be put back"));
    }

    private static String key(Name name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}

package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.step.Action.Return;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Plans.Stage;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plans of a service.
 *
 * @param planDeadline the limit of all steps
 * @param routing null when it is not known
 * @param role of actions that name none; null for the credentials of the process
 */
public record PlansReader(
        Targets targets,
        Duration planDeadline,
        Dns.@Nullable Routing routing,
        @Nullable AwsRole role) {

    private static final String[] PLANS =
            Stream.of(Name.values()).map(PlansReader::key).toArray(String[]::new);
    private static final String PARALLEL = "parallel";
    private static final String[] STAGE_KEYS =
            Stream.concat(Stream.of(StepReader.KEYS), Stream.of(PARALLEL)).toArray(String[]::new);

    @Nullable
    public Plans read(Cursor at) {
        Fields fields = at.fields(PLANS);
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
        return fields.whole(() -> new Plans(plans));
    }

    /** The steps that a plan can undo; null when the failover plan could not be read. */
    private static @Nullable Set<String> restorable(Name name, Fields fields, @Nullable List<Stage> failover) {
        if (name == Name.FAILOVER || !fields.has(key(Name.FAILOVER))) {
            return Set.of();
        }
        return failover == null
                ? null
                : failover.stream()
                        .flatMap(stage -> stage.steps().stream())
                        .filter(step -> step.work() instanceof Work.Act act
                                && act.action().wayBack() == Return.REMEMBERED)
                        .map(Step::name)
                        .collect(Collectors.toSet());
    }

    /** A stage with the places of its steps. @param consents what is asked before it, unless somebody was asked already */
    private record Group(List<Found<Step>> steps, List<Step> consents) {

        static Group of(List<Member> members) {
            return new Group(
                    members.stream().map(Member::step).toList(),
                    members.stream()
                            .flatMap(member -> Optional.ofNullable(member.consent()).stream())
                            .toList());
        }
    }

    private record Member(Found<Step> step, @Nullable Step consent) {}

    private @Nullable List<Stage> plan(Cursor at, Name name, @Nullable Set<String> restorable) {
        var reader =
                new StepReader(new WorkReader(targets, restorable, RampReader.of(name, routing)), planDeadline, role);
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
        return stages(groups.stream().map(Found::value).toList());
    }

    private static List<Stage> stages(List<Group> groups) {
        var stages = new ArrayList<Stage>();
        boolean asked = false;
        for (Group group : groups) {
            List<Step> steps = group.steps().stream().map(Found::value).toList();
            if (!asked) {
                group.consents().forEach(consent -> stages.add(Stage.of(consent)));
            }
            stages.add(new Stage(steps));
            asked |= steps.stream()
                    .anyMatch(step ->
                            step.work() instanceof Work.Approve && step.to().isEmpty());
        }
        return stages;
    }

    private static @Nullable Group stage(Cursor at, StepReader reader) {
        Fields fields = at.fields(STAGE_KEYS);
        if (!fields.has(PARALLEL)) {
            Member member = member(at, fields, reader);
            return member == null ? null : Group.of(List.of(member));
        }
        if (fields.all().size() > 1) {
            at.problem("expected nothing beside parallel, whose steps say it themselves");
        }
        return parallel(fields.at(PARALLEL), reader);
    }

    private static @Nullable Group parallel(Cursor at, StepReader reader) {
        List<Found<Member>> members = at.eachOfSome(it -> member(it, it.fields(StepReader.KEYS), reader));
        if (members == null || members.size() < at.size()) {
            return null;
        }
        members.forEach(member -> requireAction(member.value().step()));
        return Group.of(members.stream().map(Found::value).toList());
    }

    private static @Nullable Member member(Cursor at, Fields fields, StepReader reader) {
        Step step = reader.read(at, fields);
        return step == null ? null : new Member(new Found<>(at, step), reader.consent(fields, step));
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
                .filter(step -> step.value().work() instanceof Work.Act act
                        && act.action().oneWay())
                .forEach(step -> step.at().problem("expected nothing in a drill that cannot be put back"));
    }

    private static String key(Name name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}

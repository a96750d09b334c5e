package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.time.Durations;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one step of a plan.
 *
 * @param planDeadline the limit of all steps
 * @param role of actions that name none; null for the credentials of the process
 */
record StepReader(
        WorkReader works, Duration planDeadline, @Nullable AwsRole role) {

    private static final String UNATTENDED = "unattended";
    private static final String ROLE = "role";

    static final String[] KEYS = Stream.concat(
                    Stream.of("name", "deadline", "retries", "onFailure", "to", UNATTENDED, ROLE),
                    WorkReader.KINDS.stream())
            .toArray(String[]::new);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_RETRIES = 100;

    @Nullable
    Step read(Cursor at, Fields fields) {
        if (!fields.isComplete()) {
            return null;
        }
        String kind = fields.one(WorkReader.KINDS);
        List<SiteName> to = fields.optional("to", List.of(), this::sites);
        Work work = kind == null ? null : withRole(works.read(kind, fields.at(kind), to), fields);
        String name = fields.optional("name", kind == null ? "" : kind, Cursor::name);
        Integer retries = fields.ifPresent("retries", it -> it.integer(0, MOST_RETRIES));
        OnFailure onFailure = fields.optional("onFailure", OnFailure.ABORT, StepReader::onFailure);
        if (work == null || !fields.isComplete()) {
            return null;
        }
        Duration deadline = deadline(fields, work);
        requireMeaning(fields, work, onFailure);
        return fields.whole(() -> new Step(name, work, deadline, retries, onFailure, to));
    }

    /** The question before a step that cannot be undone; null if nobody is asked. */
    @Nullable
    Step consent(Fields fields, Step step) {
        boolean oneWay = step.work() instanceof Work.Act act && act.action().oneWay();
        boolean unattended = fields.optional(UNATTENDED, false, Cursor::bool);
        if (fields.has(UNATTENDED) && !oneWay) {
            fields.at(UNATTENDED)
                    .problem("expected none: only before a step that cannot be put back is somebody asked");
        }
        return oneWay && !unattended
                ? new Step(
                        "approve-" + step.name(),
                        new Work.Approve(step.name() + " cannot be put back ("
                                + step.work().kind() + "): go on?"),
                        planDeadline,
                        null,
                        OnFailure.ABORT,
                        step.to())
                : null;
    }

    /** Only actions call AWS with a role. */
    private @Nullable Work withRole(@Nullable Work work, Fields fields) {
        AwsRole own = AwsText.role(fields, ROLE, role);
        return switch (work) {
            case null -> null;
            case Work.Act act -> new Work.Act(act.action(), own);
            case Work.Switch _, Work.WaitHealthy _, Work.WaitLag _, Work.Pause _, Work.Approve _, Work.Restore _ -> {
                refuse(fields, ROLE, "only an action calls AWS with a role of its own");
                yield work;
            }
        };
    }

    private @Nullable List<SiteName> sites(Cursor at) {
        List<SiteName> sites = at.uniqueOfSome(
                works.targets()::site,
                Found::value,
                (_, other) -> "the site " + other.at().raw() + " is given twice");
        return sites == null || sites.isEmpty() ? null : sites;
    }

    private static @Nullable OnFailure onFailure(Cursor at) {
        return at.word(List.of(
                Map.entry("continue", OnFailure.CONTINUE),
                Map.entry("abort", OnFailure.ABORT),
                Map.entry("rollback", OnFailure.ROLLBACK),
                Map.entry("ask", OnFailure.ASK)));
    }

    /**
     * The default is {@link Step#DEADLINE} plus the time that the step itself waits for, if the plan has that long. A
     * question waits as long as the plan does.
     */
    private Duration deadline(Fields fields, Work work) {
        Duration takes = takes(work);
        Duration inherited =
                work instanceof Work.Approve ? planDeadline : Durations.least(planDeadline, Step.DEADLINE.plus(takes));
        Duration deadline = fields.optional("deadline", inherited, it -> it.duration(SECOND, DAY));
        if (!fields.isComplete()) {
            return deadline;
        }
        if (fields.has("deadline") && deadline.compareTo(planDeadline) > 0) {
            fields.at("deadline")
                    .expected("at most the policy's planDeadline, which is " + Durations.text(planDeadline));
        }
        if (takes.compareTo(deadline) >= 0) {
            fields.at(work.kind())
                    .problem("expected less than the step's deadline, which is " + Durations.text(deadline) + ", got "
                            + Durations.text(takes));
        }
        return deadline;
    }

    private static Duration takes(Work work) {
        return switch (work) {
            case Work.WaitHealthy(Duration stable) -> stable;
            case Work.Pause(Duration time) -> time;
            case Work.Switch change -> change.takes();
            case Work.WaitLag _, Work.Approve _, Work.Restore _, Work.Act _ -> Duration.ZERO;
        };
    }

    private static void requireMeaning(Fields fields, Work work, OnFailure onFailure) {
        switch (work) {
            case Work.Switch _ -> {
                refuse(fields, "deadline", "the switch has as long as the plan");
                refuse(fields, "to", "the switch is done for every target");
                if (onFailure == OnFailure.CONTINUE) {
                    fields.at("onFailure")
                            .expected("abort, rollback or ask for the switch, without which nothing moves");
                }
            }
            case Work.WaitHealthy _, Work.WaitLag _, Work.Pause _ ->
                refuse(fields, "retries", "a step that waits has only its deadline");
            case Work.Approve _ -> {
                refuse(fields, "retries", "a step that waits has only its deadline");
                if (onFailure == OnFailure.CONTINUE) {
                    fields.at("onFailure").expected("abort, rollback or ask for a question: silence is no consent");
                }
            }
            case Work.Restore _, Work.Act _ -> {}
        }
    }

    private static void refuse(Fields fields, String key, String why) {
        if (fields.has(key)) {
            fields.at(key).problem("expected none: " + why);
        }
    }
}

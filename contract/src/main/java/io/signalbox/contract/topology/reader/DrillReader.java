package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Drill.Kind;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.reader.plan.Targets;
import io.signalbox.contract.topology.time.DateRange;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the calendar of a service's drills. @param plans of the service */
record DrillReader(Targets targets, Plans plans) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WEEK = Duration.ofDays(7);

    @Nullable
    List<Drill> list(Cursor at) {
        return at.unique(
                this::drill,
                drill -> drill.value().name(),
                (_, other) -> "two drills have the name " + other.at().raw("name"));
    }

    private @Nullable Drill drill(Cursor at) {
        Fields fields = at.fields(
                "name", "kind", "schedule", "target", "lasts", "blockedTimes", "blockedDates", "abortWhen", "notify");
        String name = fields.required("name", Cursor::name);
        Kind kind = fields.optional("kind", Kind.TRAFFIC, DrillReader::kind);
        Schedule schedule = fields.required("schedule", Calendar::schedule);
        SiteName target = fields.ifPresent("target", targets::rehearsal);
        Duration lasts = fields.required("lasts", it -> it.duration(SECOND, WEEK));
        List<TimeWindow> times = fields.optional("blockedTimes", List.of(), Calendar::windows);
        List<DateRange> dates = fields.optional("blockedDates", List.of(), Calendar::dates);
        List<ProbeName> abortWhen = fields.optional("abortWhen", List.of(), it -> abortWhen(it, target));
        List<Action> notices = fields.optional("notify", List.of(), NoticeReader::actions);
        if (at.isMap() && !fields.has("target") && !targets.canRehearse()) {
            at.problem("expected a service with another site to go to, that has probes and is no lastResort");
        }
        if (kind == Kind.CAPACITY && fields.isComplete() && !raises(target)) {
            fields.at("kind")
                    .expected("traffic, or a step of the failover plan that sets a capacity before the switch, such as"
                            + " ecs-scale, for " + (target == null ? "a site besides the preferred one" : target));
        }
        return fields.whole(() -> new Drill(name, kind, schedule, target, lasts, times, dates, abortWhen, notices));
    }

    private static @Nullable Kind kind(Cursor at) {
        return at.word(List.of(Map.entry("traffic", Kind.TRAFFIC), Map.entry("capacity", Kind.CAPACITY)));
    }

    private boolean raises(@Nullable SiteName target) {
        return target == null
                ? targets.sites().stream().skip(1).anyMatch(site -> raises(site.name()))
                : !plans.capacitySteps(target).isEmpty();
    }

    private @Nullable List<ProbeName> abortWhen(Cursor at, @Nullable SiteName target) {
        List<SiteName> where = target == null ? List.of() : List.of(target);
        return at.unique(
                it -> targets.gate(it, where),
                Found::value,
                (_, other) -> "the probe " + other.at().raw() + " is given twice");
    }
}

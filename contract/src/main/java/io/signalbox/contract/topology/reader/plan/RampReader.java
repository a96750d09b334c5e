package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a switch moves the traffic: at once, or in parts.
 *
 * @param objection why not in parts; null when it may
 */
record RampReader(@Nullable String objection) {

    private static final Duration DAY = Duration.ofDays(1);

    /** @param routing null when it is not known, then nothing is reported */
    static RampReader of(Name plan, Dns.@Nullable Routing routing) {
        if (plan == Name.FAILOVER) {
            return new RampReader("expected none in the failover plan: what is left there is DOWN");
        }
        return new RampReader(
                routing == null || routing == Dns.Routing.WEIGHTED
                        ? null
                        : "expected none, since dns.routing is "
                                + routing.name().toLowerCase(Locale.ROOT) + ": only weights split the traffic");
    }

    Work.@Nullable Switch read(Cursor at) {
        if (!at.isMap()) {
            return at.expected("an empty map {}, or a map with ramp");
        }
        Fields fields = at.fields("ramp");
        List<Work.Switch.Ramp> ramp = fields.optional("ramp", List.of(), this::stages);
        return fields.whole(() -> new Work.Switch(ramp));
    }

    private @Nullable List<Work.Switch.Ramp> stages(Cursor at) {
        if (objection != null) {
            at.problem(objection);
            return null;
        }
        List<Found<Work.Switch.Ramp>> stages = at.eachOfSome(RampReader::stage);
        if (stages == null || stages.size() < at.size()) {
            return null;
        }
        for (int stage = 1; stage < stages.size(); stage++) {
            int before = stages.get(stage - 1).value().percent();
            int percent = stages.get(stage).value().percent();
            if (percent <= before) {
                stages.get(stage)
                        .at()
                        .problemAt(
                                "percent",
                                "expected more than the " + before + " of the stage before, got \"" + percent + "\"");
            }
        }
        return stages.stream().map(Found::value).toList();
    }

    private static Work.Switch.@Nullable Ramp stage(Cursor at) {
        Fields fields = at.fields("percent", "for");
        Integer percent = fields.required("percent", it -> it.integer(1, 99));
        Duration time = fields.required("for", it -> it.duration(Duration.ofMillis(1), DAY));
        return fields.whole(() -> new Work.Switch.Ramp(percent, time));
    }
}

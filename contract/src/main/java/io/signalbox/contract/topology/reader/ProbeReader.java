package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.contract.topology.reader.check.ApproachReader;
import io.signalbox.contract.topology.reader.check.CalculatedReader;
import io.signalbox.contract.topology.reader.check.CheckReader;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Unique;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a list of probes. @param base what a probe's timing is unless it says otherwise */
record ProbeReader(ProbeTiming base, CheckReader checks) {

    private static final String[] KEYS = Stream.of(
                    List.of("name", "watchOnly", "readiness"), CheckReader.KINDS, List.of(ProbeTiming.KEYS))
            .flatMap(List::stream)
            .toArray(String[]::new);

    /** @param complete whether these are all that are written: what is missing of others has been said */
    record Probes(List<Probe> list, boolean complete) {

        static final Probes NONE = new Probes(List.of(), true);
        static final Probes UNREADABLE = new Probes(List.of(), false);

        int health() {
            return (int)
                    list.stream().filter(probe -> probe.role() == Role.HEALTH).count();
        }
    }

    Probes list(Cursor at) {
        List<Found<Probe>> probes = at.each(this::probe);
        if (probes == null) {
            return Probes.UNREADABLE;
        }
        Unique.check(
                probes,
                probe -> probe.value().name(),
                (one, other) -> "two probes have the name " + one.at().raw("name"));
        if (probes.size() == at.size()) {
            CalculatedReader.check(probes);
        }
        return new Probes(probes.stream().map(Found::value).toList(), probes.size() == at.size());
    }

    private @Nullable Probe probe(Cursor at) {
        Fields fields = at.fields(KEYS);
        String name = fields.required("name", Cursor::name);
        Fields asked = fields.part();
        Check check = asked.combined(part -> checks.read(part, at));
        ProbeTiming pace = asked.combined(part -> ProbeTiming.read(part, base));
        Role role = fields.combined(ProbeReader::role);
        if (asked.isComplete()) {
            ApproachReader.check(fields, pace.approach(), check);
        }
        return fields.whole(() -> pace.probe(new ProbeName(name), role, check));
    }

    private static @Nullable Role role(Fields fields) {
        boolean watchOnly = fields.optional("watchOnly", false, Cursor::bool);
        boolean readiness = fields.optional("readiness", false, Cursor::bool);
        if (watchOnly && readiness) {
            fields.at("readiness").problem("expected one of watchOnly and readiness, got both");
        }
        return fields.whole(() -> watchOnly ? Role.WATCH : readiness ? Role.READINESS : Role.HEALTH);
    }
}

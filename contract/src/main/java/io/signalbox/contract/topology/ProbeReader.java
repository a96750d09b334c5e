package io.signalbox.contract.topology;

import io.signalbox.contract.ProbeName;
import io.signalbox.contract.topology.Cursor.Found;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a list of probes. @param base what a probe's timing is unless it says otherwise */
record ProbeReader(Pace base, CheckReader checks) {

    private static final String[] KEYS = Stream.concat(Stream.of("name", "http", "tcp"), Stream.of(Pace.KEYS))
            .toArray(String[]::new);

    @Nullable
    List<Probe> list(Cursor at) {
        List<Found<Probe>> probes = at.each(this::probe);
        if (probes == null) {
            return null;
        }
        Unique.check(
                probes,
                probe -> probe.value().name(),
                (one, other) -> "two probes have the name " + one.at().raw("name"));
        return probes.stream().map(Found::value).toList();
    }

    private @Nullable Probe probe(Cursor at) {
        Fields fields = at.fields(KEYS);
        if (fields == null) {
            return null;
        }
        String name = fields.required("name", Cursor::name);
        Check check = checks.read(fields, at);
        Pace pace = Pace.read(fields, base);
        return name == null || check == null || pace == null ? null : pace.probe(new ProbeName(name), check);
    }
}

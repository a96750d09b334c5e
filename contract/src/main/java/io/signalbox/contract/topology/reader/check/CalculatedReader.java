package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Check.Calculated;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how many of which other probes must pass, and whether there are such probes. */
public final class CalculatedReader {

    private static final String KIND = "calculated";
    private static final int MOST = 100;

    private CalculatedReader() {}

    static @Nullable Calculated read(Cursor at) {
        Fields fields = at.fields("of", "atLeast");
        Fields named = fields.part();
        List<ProbeName> names =
                named.required("of", List.of(), it -> it.valuesOfSome(item -> item.name(ProbeName::new)));
        int most = named.isComplete() ? Math.min(MOST, names.size()) : MOST;
        Integer atLeast = fields.required("atLeast", it -> it.integer(1, most));
        if (fields.isComplete() && new HashSet<>(names).size() < names.size()) {
            fields.at("of").problem("expected every name once");
        }
        return fields.whole(() -> new Calculated(names, atLeast));
    }

    /**
     * Reports names that belong to no probe that can be counted.
     *
     * @param probes all of one list
     */
    public static void check(List<Found<Probe>> probes) {
        Set<ProbeName> countable = probes.stream()
                .map(Found::value)
                .filter(probe -> !(probe.check() instanceof Calculated))
                .map(Probe::name)
                .collect(Collectors.toSet());
        for (Found<Probe> probe : probes) {
            if (probe.value().check() instanceof Calculated(List<ProbeName> of, int _)) {
                of.stream().filter(name -> !countable.contains(name)).forEach(name -> probe.at()
                        .problemAt(
                                KIND,
                                "expected probes of the same list that are not calculated themselves, got " + name));
            }
        }
    }
}

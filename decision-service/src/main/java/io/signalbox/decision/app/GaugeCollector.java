package io.signalbox.decision.app;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the gauges of one scrape. */
final class GaugeCollector {

    private record Family(String help, List<MetricFamilySamples.Sample> samples) {}

    private final Map<String, Family> families = new LinkedHashMap<>();
    private final boolean brief;

    /** @param brief true to leave out what {@link #addUnlessZero} says is 0, and {@link #isBrief} details */
    GaugeCollector(boolean brief) {
        this.brief = brief;
    }

    /** True in a cell with so many services that only exceptional values are exported. */
    boolean isBrief() {
        return brief;
    }

    /** A gauge whose value 0 means the same as its absence. */
    void addUnlessZero(String name, String help, Labels labels, @Nullable Double value) {
        add(name, help, labels, brief && value != null && value == 0 ? null : value);
    }

    /** @param value null for no sample: the gauge is then absent */
    void add(String name, String help, Labels labels, @Nullable Double value) {
        var samples = families.computeIfAbsent(name, _ -> new Family(help, new ArrayList<>()))
                .samples();
        if (value != null) {
            samples.add(new MetricFamilySamples.Sample(name, labels.names(), labels.values(), value));
        }
    }

    List<MetricFamilySamples> done() {
        return families.entrySet().stream()
                .map(family -> new MetricFamilySamples(
                        family.getKey(),
                        Type.GAUGE,
                        family.getValue().help(),
                        family.getValue().samples()))
                .toList();
    }

    record Labels(List<String> names, List<String> values) {

        static final Labels NONE = new Labels(List.of(), List.of());

        static Labels service(Object service) {
            return NONE.and("service", service);
        }

        Labels and(String name, Object value) {
            return new Labels(plus(names, name), plus(values, String.valueOf(value)));
        }

        private static List<String> plus(List<String> some, String one) {
            var more = new ArrayList<>(some);
            more.add(one);
            return more;
        }
    }
}

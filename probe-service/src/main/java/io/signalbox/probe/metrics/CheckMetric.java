package io.signalbox.probe.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.signalbox.probe.engine.CheckStatistics;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** One metric of all checks. Gauge samples are computed while read; the library copies those of counters. */
final class CheckMetric {

    private static final List<String> LABELS = List.of("service", "site", "probe", "vantage", "role");

    private final String name;
    private final Collector.Type type;
    private final String help;
    private final List<String> labels;
    private final Source source;

    /** Reads a check's samples: none, one, or one for each value of a further label. */
    @FunctionalInterface
    interface Source {

        void tell(CheckStatistics statistics, Sink sink);
    }

    /** Takes a check's samples. */
    @FunctionalInterface
    interface Sink {

        /** @param more the value of the further label, if there is one */
        void add(double value, String... more);
    }

    /** @param name of a counter without {@code _total} @param more the further label, if there is one */
    CheckMetric(String name, Collector.Type type, String help, Source source, String... more) {
        this.name = name;
        this.type = type;
        this.help = help;
        this.source = source;
        this.labels = joined(LABELS, more);
    }

    private static List<String> joined(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    MetricFamilySamples samples(List<CheckStatistics> allStatistics, String vantage) {
        return new MetricFamilySamples(name, type, help, new Samples(allStatistics, vantage));
    }

    private final class Samples extends AbstractList<Sample> {

        private final String sample = type == Collector.Type.COUNTER ? name + "_total" : name;
        private final List<CheckStatistics> allStatistics;
        private final String vantage;

        Samples(List<CheckStatistics> allStatistics, String vantage) {
            this.allStatistics = allStatistics;
            this.vantage = vantage;
        }

        private Stream<Sample> made() {
            return allStatistics.stream().mapMulti((statistics, taker) -> {
                var check = statistics.check();
                var which = List.of(
                        check.service().value(),
                        check.site().value(),
                        check.probe().value(),
                        vantage,
                        statistics.role());
                source.tell(
                        statistics,
                        (value, more) -> taker.accept(
                                new Sample(sample, labels, more.length == 0 ? which : joined(which, more), value)));
            });
        }

        @Override
        public Iterator<Sample> iterator() {
            return made().iterator();
        }

        @Override
        public Sample get(int index) {
            return made().skip(index).findFirst().orElseThrow(() -> new IndexOutOfBoundsException(index));
        }

        @Override
        public int size() {
            return Math.toIntExact(made().count());
        }
    }
}

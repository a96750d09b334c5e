package io.signalbox.probe.app;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.signalbox.probe.engine.Tally;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** One metric name of all checks. A gauge's samples are made while they are read and kept by nobody; a counter's are copied by the library. */
final class CheckFamily {

    private static final List<String> LABELS = List.of("service", "site", "probe", "vantage");

    private final String name;
    private final Collector.Type type;
    private final String help;
    private final List<String> labels;
    private final Source source;

    /** What one check has to say under this name: nothing, or once, or once for each value of a further label. */
    @FunctionalInterface
    interface Source {

        void tell(Tally tally, Sink sink);
    }

    /** Takes what a check has to say. */
    @FunctionalInterface
    interface Sink {

        /** @param more the value of the further label, where there is one */
        void add(double value, String... more);
    }

    /** @param name a counter's without {@code _total} @param more the further label, where there is one */
    CheckFamily(String name, Collector.Type type, String help, Source source, String... more) {
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

    MetricFamilySamples samples(List<Tally> tallies, String vantage) {
        return new MetricFamilySamples(name, type, help, new Samples(tallies, vantage));
    }

    private final class Samples extends AbstractList<Sample> {

        private final String sample = type == Collector.Type.COUNTER ? name + "_total" : name;
        private final List<Tally> tallies;
        private final String vantage;

        Samples(List<Tally> tallies, String vantage) {
            this.tallies = tallies;
            this.vantage = vantage;
        }

        private Stream<Sample> made() {
            return tallies.stream().mapMulti((tally, taker) -> {
                var check = tally.check();
                var which = List.of(
                        check.service().value(),
                        check.site().value(),
                        check.probe().value(),
                        vantage);
                source.tell(
                        tally,
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

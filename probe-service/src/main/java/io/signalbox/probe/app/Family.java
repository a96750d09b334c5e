package io.signalbox.probe.app;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;

/** One metric name with one set of labels, being gathered. */
final class Family {

    private final String name;
    private final Collector.Type type;
    private final String help;
    private final List<String> labels;
    private final List<Sample> samples = new ArrayList<>();

    /** @param name a counter's without {@code _total} */
    Family(String name, Collector.Type type, String help, String... labels) {
        this.name = name;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    void add(double value, String... labelValues) {
        String sample = type == Collector.Type.COUNTER ? name + "_total" : name;
        samples.add(new Sample(sample, labels, List.of(labelValues), value));
    }

    MetricFamilySamples samples() {
        return new MetricFamilySamples(name, type, help, samples);
    }
}

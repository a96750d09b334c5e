package io.signalbox.probe.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;

/** One metric with its samples. */
public final class MetricFamily {

    private final String name;
    private final Collector.Type type;
    private final String help;
    private final List<String> labels;
    private final List<Sample> samples = new ArrayList<>();

    /** @param name of a counter without {@code _total} */
    public MetricFamily(String name, Collector.Type type, String help, String... labels) {
        this.name = name;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    public void add(double value, String... labelValues) {
        String sample = type == Collector.Type.COUNTER ? name + "_total" : name;
        samples.add(new Sample(sample, labels, List.of(labelValues), value));
    }

    public MetricFamilySamples samples() {
        return new MetricFamilySamples(name, type, help, samples);
    }
}

package io.signalbox.bench.probe;

import io.signalbox.sandbox.process.ServiceProcess;

/**
 * The metrics of a prober at one moment.
 *
 * @param started probes begun
 * @param skipped probes skipped because the former one still ran
 * @param sent observations that Kafka stored
 * @param failed observations that Kafka did not store
 * @param passing checks whose last probe passed
 * @param leftOut starts left out because the processor was short
 * @param lateP99Millis the recent 99th percentile of how late probes of settled checks start
 * @param inDoubtLateP99Millis the same of checks in doubt
 */
record ProberReading(
        long nanos,
        long started,
        long skipped,
        long leftOut,
        long sent,
        long failed,
        long passing,
        double lateP99Millis,
        double inDoubtLateP99Millis) {

    static ProberReading of(ServiceProcess service) {
        var sums = new Sums();
        HttpGet.lines(service.uri().resolve("/q/metrics"), sums::add);
        return sums.reading();
    }

    private static final class Sums {

        private double started;
        private double skipped;
        private double leftOut;
        private double sent;
        private double failed;
        private long passing;
        private double lateSeconds;
        private double inDoubtLateSeconds;

        void add(String line) {
            if (line.startsWith("signalbox_probe_late_seconds_count")) {
                started += value(line);
            } else if (line.startsWith("signalbox_probe_late_seconds{") && line.contains("quantile=\"0.99\"")) {
                late(line);
            } else if (line.startsWith("signalbox_probe_left_out_total{")) {
                leftOut += value(line);
            } else if (line.startsWith("signalbox_probe_skipped_total{")) {
                skipped += value(line);
            } else if (line.startsWith("signalbox_observations_sent_total{")) {
                sent += value(line);
            } else if (line.startsWith("signalbox_observations_failed_total{")) {
                failed += value(line);
            } else if (line.startsWith("probe_success{") && value(line) == 1) {
                passing++;
            }
        }

        private void late(String line) {
            if (line.contains("in_doubt")) {
                inDoubtLateSeconds = value(line);
            } else {
                lateSeconds = value(line);
            }
        }

        ProberReading reading() {
            return new ProberReading(
                    System.nanoTime(),
                    (long) started,
                    (long) skipped,
                    (long) leftOut,
                    (long) sent,
                    (long) failed,
                    passing,
                    lateSeconds * 1_000,
                    inDoubtLateSeconds * 1_000);
        }

        private static double value(String line) {
            return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        }
    }
}

package io.signalbox.bench.probe;

import io.signalbox.sandbox.process.ServiceProcess;

/**
 * What a prober says of itself at one moment.
 *
 * @param started probes begun
 * @param skipped starts that found the former probe still running
 * @param sent observations that Kafka has taken
 * @param failed observations that it has not
 * @param passing checks that passed last
 * @param lateP99Millis how long after its time the 99th of a hundred probes began, lately
 */
record Reading(long nanos, long started, long skipped, long sent, long failed, long passing, double lateP99Millis) {

    static Reading of(ServiceProcess service) {
        var sums = new Sums();
        Http.lines(service.uri().resolve("/q/metrics"), sums::add);
        return sums.reading();
    }

    private static final class Sums {

        private double started;
        private double skipped;
        private double sent;
        private double failed;
        private long passing;
        private double lateSeconds;

        void add(String line) {
            if (line.startsWith("signalbox_probe_late_seconds_count")) {
                started += value(line);
            } else if (line.startsWith("signalbox_probe_late_seconds{") && line.contains("quantile=\"0.99\"")) {
                lateSeconds = value(line);
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

        Reading reading() {
            return new Reading(
                    System.nanoTime(),
                    (long) started,
                    (long) skipped,
                    (long) sent,
                    (long) failed,
                    passing,
                    lateSeconds * 1_000);
        }

        private static double value(String line) {
            return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        }
    }
}

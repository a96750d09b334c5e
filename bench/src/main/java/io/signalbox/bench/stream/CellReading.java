package io.signalbox.bench.stream;

import io.signalbox.sandbox.kafka.BrokerProcess;
import io.signalbox.sandbox.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * All counters at one moment.
 *
 * @param accepted observations stored by the broker, read shortly after the service's metrics
 * @param read observations that the service has read
 * @param leftOut those of them that it did not count
 * @param rejected records that the service could not read
 * @param up sites whose verdict is UP
 * @param behindSeconds the age of the last processed observation
 * @param service processor time since the start, from the operating system, as the next two
 * @param load of this process, which generates the load
 */
record CellReading(
        long nanos,
        long accepted,
        long read,
        long leftOut,
        long rejected,
        int up,
        double behindSeconds,
        Duration service,
        Duration broker,
        Duration load) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static CellReading of(ServiceProcess service, LongAdder accepted) {
        long read = 0;
        long leftOut = 0;
        long rejected = 0;
        int up = 0;
        double behind = 0;
        long nanos = System.nanoTime();
        for (String line : metrics(service).split("\n", -1)) {
            if (line.startsWith("signalbox_observations_total")) {
                read = (long) value(line);
            } else if (line.startsWith("signalbox_observations_left_out_total")) {
                leftOut += (long) value(line);
            } else if (line.startsWith("signalbox_rejected_total")) {
                rejected += (long) value(line);
            } else if (line.startsWith("signalbox_site_up{") && value(line) == 1) {
                up++;
            } else if (line.startsWith("signalbox_observation_lag_seconds")) {
                behind = value(line);
            }
        }
        return new CellReading(
                nanos,
                accepted.sum(),
                read,
                leftOut,
                rejected,
                up,
                behind,
                used(ProcessHandle.of(service.pid()).orElseThrow()),
                used(brokerProcess()),
                used(ProcessHandle.current()));
    }

    private static String metrics(ServiceProcess service) {
        var request =
                HttpRequest.newBuilder(service.uri().resolve("/q/metrics")).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the metrics, see " + service.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading metrics", e);
        }
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static ProcessHandle brokerProcess() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(BrokerProcess.class.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the broker is not running"));
    }

    private static Duration used(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("the operating system does not report processor time"));
    }

    long counted() {
        return read - leftOut;
    }

    long lag() {
        return accepted - read;
    }
}

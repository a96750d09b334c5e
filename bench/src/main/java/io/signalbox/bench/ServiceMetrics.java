package io.signalbox.bench;

import io.signalbox.sandbox.process.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads metrics of a service. */
public final class ServiceMetrics {

    private ServiceMetrics() {}

    /**
     * The value of a metric without labels; NaN if there is none. Each reading has a connection of its own and reads the answer to its
     * end: on a shared connection of HTTP/2, answers that nobody reads to the end stay open, until no more may be opened and the
     * connection ends with those that are read.
     */
    public static double value(ServiceProcess service, String metric) {
        var request =
                HttpRequest.newBuilder(service.uri().resolve("/q/metrics")).build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(metric + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new IllegalStateException("no metrics of " + service.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

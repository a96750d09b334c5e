package io.signalbox.bench;

import io.signalbox.sandbox.process.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads metrics of a service. */
public final class ServiceMetrics {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ServiceMetrics() {}

    /** The value of a metric without labels; NaN if there is none. */
    public static double value(ServiceProcess service, String metric) {
        var request =
                HttpRequest.newBuilder(service.uri().resolve("/q/metrics")).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
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

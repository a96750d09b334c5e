package io.signalbox.sandbox.aws;

import java.time.Instant;

/**
 * One health check and the status of its endpoint. The endpoint counts as healthy until {@code failureThreshold}
 * results differ, so an inverted check begins unhealthy. Thread-safe.
 */
final class HealthCheck {

    private final String id;
    private final String callerReference;
    private HealthCheckConfig config;
    private long version = 1;
    private boolean endpointHealthy = true;
    private int opposed;
    private String detail = "Unknown";
    private Instant checkedAt = Instant.now();

    HealthCheck(String id, String callerReference, HealthCheckConfig config) {
        this.id = id;
        this.callerReference = callerReference;
        this.config = config;
    }

    String id() {
        return id;
    }

    String callerReference() {
        return callerReference;
    }

    synchronized HealthCheckConfig config() {
        return config;
    }

    synchronized long version() {
        return version;
    }

    synchronized void update(HealthCheckConfig next) {
        config = next;
        version++;
        opposed = 0;
    }

    /** Records a result. A result for a former configuration is ignored. */
    synchronized void record(HealthCheckConfig checked, HealthChecker.Response response) {
        if (!checked.equals(config)) {
            return;
        }
        detail = response.detail();
        checkedAt = Instant.now();
        opposed = response.healthy() == endpointHealthy ? 0 : opposed + 1;
        if (opposed >= config.failureThreshold()) {
            endpointHealthy = response.healthy();
            opposed = 0;
        }
    }

    synchronized boolean healthy() {
        return (config.disabled() || endpointHealthy) != config.inverted();
    }

    synchronized void describe(XmlWriter xml) {
        xml.open("HealthCheck").leaf("Id", id).leaf("CallerReference", callerReference);
        config.describe(xml);
        xml.leaf("HealthCheckVersion", version).close();
    }

    synchronized void describeStatus(XmlWriter xml) {
        xml.open("HealthCheckObservation")
                .leaf("Region", "us-east-1")
                .leaf("IPAddress", "127.0.0.1")
                .open("StatusReport")
                .leaf("Status", detail)
                .leaf("CheckedTime", checkedAt)
                .close()
                .close();
    }
}

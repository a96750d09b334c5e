package io.signalbox.sandbox.aws;

import java.time.Instant;

/**
 * One health check with what its endpoint has said. Until {@code failureThreshold} answers have come its endpoint counts as
 * well, so an inverted one begins unhealthy. Thread-safe.
 */
final class HealthCheck {

    private final String id;
    private final String callerReference;
    private HealthCheckConfig config;
    private long version = 1;
    private boolean endpointWell = true;
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

    /** What the endpoint has just said to what {@code asked} asks; an answer to a former question does not count. */
    synchronized void heard(HealthCheckConfig asked, HealthChecker.Finding finding) {
        if (!asked.equals(config)) {
            return;
        }
        detail = finding.detail();
        checkedAt = Instant.now();
        opposed = finding.well() == endpointWell ? 0 : opposed + 1;
        if (opposed >= config.failureThreshold()) {
            endpointWell = finding.well();
            opposed = 0;
        }
    }

    synchronized boolean healthy() {
        return (config.disabled() || endpointWell) != config.inverted();
    }

    synchronized void describe(Xml xml) {
        xml.open("HealthCheck").leaf("Id", id).leaf("CallerReference", callerReference);
        config.describe(xml);
        xml.leaf("HealthCheckVersion", version).close();
    }

    synchronized void describeStatus(Xml xml) {
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

package io.signalbox.sandbox.aws;

import static io.signalbox.sandbox.aws.XmlReader.children;
import static io.signalbox.sandbox.aws.XmlReader.malformed;
import static io.signalbox.sandbox.aws.XmlReader.optional;
import static io.signalbox.sandbox.aws.XmlReader.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The configuration of a health check.
 *
 * @param ipAddress null: the domain name is resolved
 * @param port never 0
 * @param resourcePath with the slash; empty with {@code TCP}
 * @param domainName the Host header, and the name to resolve without an address; may be null
 * @param failureThreshold how many results in a row change the status, 1 to 10
 * @param inverted healthy while the endpoint is unhealthy
 * @param disabled the endpoint is not checked and counts as healthy; an inverted check is unhealthy
 */
public record HealthCheckConfig(
        String type,
        @Nullable String ipAddress,
        int port,
        String resourcePath,
        @Nullable String domainName,
        int requestInterval,
        int failureThreshold,
        boolean measureLatency,
        boolean inverted,
        boolean disabled,
        boolean enableSni,
        List<String> regions) {

    private static final Set<String> TYPES = Set.of("HTTP", "HTTPS", "TCP");
    private static final Set<Integer> INTERVALS = Set.of(10, 30);
    private static final Set<String> KNOWN = Set.of(
            "Type",
            "IPAddress",
            "Port",
            "ResourcePath",
            "FullyQualifiedDomainName",
            "RequestInterval",
            "FailureThreshold",
            "MeasureLatency",
            "Inverted",
            "Disabled",
            "EnableSNI",
            "Regions");
    private static final int USUAL_INTERVAL = 30;
    private static final int USUAL_THRESHOLD = 3;
    private static final int MOST_THRESHOLD = 10;
    private static final int MOST_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int FEWEST_REGIONS = 3;

    public HealthCheckConfig {
        regions = List.copyOf(regions);
    }

    /** An inverted HTTP check of a loopback endpoint, with failure threshold 2. */
    public static HealthCheckConfig inverted(int port, String path) {
        return new HealthCheckConfig(
                "HTTP", "127.0.0.1", port, path, null, USUAL_INTERVAL, 2, false, true, false, false, List.of());
    }

    static HealthCheckConfig read(Element config) throws ApiError {
        for (Element each : children(config)) {
            if (!KNOWN.contains(each.getLocalName())) {
                throw ApiError.invalidInput("The sandbox has no health checks with " + each.getLocalName());
            }
        }
        String type = text(XmlReader.required(config, "Type"));
        boolean secure = type.equals("HTTPS");
        String path = optional(config, "ResourcePath");
        return new HealthCheckConfig(
                        type,
                        optional(config, "IPAddress"),
                        number(config, "Port", secure ? HTTPS_PORT : HTTP_PORT),
                        path == null ? "" : path,
                        optional(config, "FullyQualifiedDomainName"),
                        number(config, "RequestInterval", USUAL_INTERVAL),
                        number(config, "FailureThreshold", USUAL_THRESHOLD),
                        flag(config, "MeasureLatency", false),
                        flag(config, "Inverted", false),
                        flag(config, "Disabled", false),
                        flag(config, "EnableSNI", secure),
                        regions(config, List.of()))
                .checked();
    }

    /** This configuration with the members of an update request; absent members stay as they are. */
    HealthCheckConfig with(Element update) throws ApiError {
        String ip = optional(update, "IPAddress");
        String path = optional(update, "ResourcePath");
        String domain = optional(update, "FullyQualifiedDomainName");
        List<String> reset = reset(update);
        return new HealthCheckConfig(
                        type,
                        ip == null ? ipAddress : ip,
                        number(update, "Port", port),
                        path == null ? reset.contains("ResourcePath") ? "" : resourcePath : path,
                        domain == null ? reset.contains("FullyQualifiedDomainName") ? null : domainName : domain,
                        requestInterval,
                        number(update, "FailureThreshold", failureThreshold),
                        measureLatency,
                        flag(update, "Inverted", inverted),
                        flag(update, "Disabled", disabled),
                        flag(update, "EnableSNI", enableSni),
                        regions(update, regions))
                .checked();
    }

    private static List<String> reset(Element update) {
        Element reset = XmlReader.child(update, "ResetElements");
        return reset == null
                ? List.of()
                : children(reset, "ResettableElementName").stream()
                        .map(XmlReader::text)
                        .toList();
    }

    private HealthCheckConfig checked() throws ApiError {
        require(TYPES.contains(type), "Type: the sandbox knows HTTP, HTTPS and TCP, not " + type);
        require(ipAddress != null || domainName != null, "IPAddress or FullyQualifiedDomainName must be specified");
        require(ipAddress != null || !type.equals("TCP"), "IPAddress must be specified for TCP");
        require(port > 0 && port <= MOST_PORT, "Port must be between 1 and 65535");
        require(!type.equals("TCP") || resourcePath.isEmpty(), "TCP has no ResourcePath");
        require(INTERVALS.contains(requestInterval), "RequestInterval must be 10 or 30");
        require(
                failureThreshold >= 1 && failureThreshold <= MOST_THRESHOLD,
                "FailureThreshold must be between 1 and 10");
        require(regions.isEmpty() || regions.size() >= FEWEST_REGIONS, "At least three Regions must be specified");
        return this;
    }

    private static void require(boolean condition, String rule) throws ApiError {
        if (!condition) {
            throw ApiError.invalidInput("Invalid parameter : " + rule);
        }
    }

    private static int number(Element config, String name, int otherwise) throws ApiError {
        String found = optional(config, name);
        try {
            return found == null ? otherwise : Integer.parseInt(found);
        } catch (NumberFormatException e) {
            throw malformed("'" + found + "' is not a valid value for 'integer'.");
        }
    }

    private static boolean flag(Element config, String name, boolean otherwise) {
        String found = optional(config, name);
        return found == null ? otherwise : Boolean.parseBoolean(found);
    }

    private static List<String> regions(Element config, List<String> otherwise) {
        Element regions = XmlReader.child(config, "Regions");
        return regions == null
                ? otherwise
                : children(regions, "Region").stream().map(XmlReader::text).toList();
    }

    void describe(XmlWriter xml) {
        xml.open("HealthCheckConfig");
        if (ipAddress != null) {
            xml.leaf("IPAddress", ipAddress);
        }
        xml.leaf("Port", port).leaf("Type", type);
        if (!resourcePath.isEmpty()) {
            xml.leaf("ResourcePath", resourcePath);
        }
        if (domainName != null) {
            xml.leaf("FullyQualifiedDomainName", domainName);
        }
        xml.leaf("RequestInterval", requestInterval)
                .leaf("FailureThreshold", failureThreshold)
                .leaf("MeasureLatency", measureLatency)
                .leaf("Inverted", inverted)
                .leaf("Disabled", disabled)
                .leaf("EnableSNI", enableSni);
        if (!regions.isEmpty()) {
            xml.open("Regions");
            regions.forEach(region -> xml.leaf("Region", region));
            xml.close();
        }
        xml.close();
    }
}

package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.core.HealthCheckSpec;
import io.signalbox.actuator.core.HealthCheckSpec.Type;
import io.signalbox.contract.aws.AwsPartition;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Route 53 health check of a site: whether the signal exists, or what the site's first probe checks.
 *
 * @param s3 an endpoint other than Amazon's; null for Amazon's
 */
public record CheckSpecs(@Nullable URI s3) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    Optional<HealthCheckSpec> of(Service service, Site site) {
        SignalObject signal = service.dns().signal();
        return signal != null
                ? Optional.of(s3 == null ? amazon(signal) : other(signal, s3))
                : site.probes().stream()
                        .filter(probe -> probe.role() == Probe.Role.HEALTH)
                        .map(Probe::check)
                        .flatMap(check -> of(site, check).stream())
                        .findFirst();
    }

    private static HealthCheckSpec amazon(SignalObject signal) {
        String domain = AwsPartition.ofRegion(signal.region()).dnsSuffix();
        String host = signal.bucket() + ".s3." + signal.region() + "." + domain;
        return new HealthCheckSpec(Type.HTTPS, null, host, HTTPS_PORT, "/" + signal.key(), true);
    }

    private static HealthCheckSpec other(SignalObject signal, URI endpoint) {
        boolean secure = "https".equals(endpoint.getScheme());
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        return at(
                endpoint.getHost(),
                null,
                secure ? Type.HTTPS : Type.HTTP,
                port,
                "/" + signal.bucket() + "/" + signal.key(),
                true);
    }

    private static Optional<HealthCheckSpec> of(Site site, Check check) {
        return switch (check) {
            case Check.Http http
            when http.method().equals("GET") ->
                Optional.of(at(
                        site.endpoint(),
                        http.host(),
                        http.secure() ? Type.HTTPS : Type.HTTP,
                        http.port(),
                        http.path(),
                        false));
            case Check.Tcp tcp
            when isAddress(site.endpoint()) ->
                Optional.of(new HealthCheckSpec(Type.TCP, site.endpoint(), null, tcp.port(), "", false));
            default -> Optional.empty();
        };
    }

    /** A host that is looked up is also the Host header: Route 53 has no third name. */
    private static HealthCheckSpec at(
            String place, @Nullable String host, Type type, int port, String path, boolean inverted) {
        return isAddress(place)
                ? new HealthCheckSpec(type, place, host, port, path, inverted)
                : new HealthCheckSpec(type, null, place, port, path, inverted);
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress _ = InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

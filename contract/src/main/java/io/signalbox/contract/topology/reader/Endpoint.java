package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Address.Addresses;
import io.signalbox.contract.topology.Address.CanonicalName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Check.Http;
import io.signalbox.contract.topology.check.Check.StatusRange;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.Probe;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A site's address and health check, from the one text of the zero-file mode. */
record Endpoint(String host, int port, boolean secure, String path) {

    static final String WHAT = "a host, or a URL such as https://host:8443/healthz";

    enum Kind {
        IPV4("an IPv4 address"),
        IPV6("an IPv6 address"),
        NAME("a host name");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static @Nullable Endpoint parse(String text) {
        if (Hosts.host(text)) {
            return new Endpoint(text, 80, false, "/");
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable Endpoint of(URI uri) {
        boolean secure = "https".equals(uri.getScheme());
        String host = uri.getHost() == null ? "" : uri.getHost().replaceAll("[\\[\\]]", "");
        int port = uri.getPort() == -1 ? secure ? 443 : 80 : uri.getPort();
        boolean valid = (secure || "http".equals(uri.getScheme()))
                && Hosts.host(host)
                && Hosts.port(port)
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
        return valid ? new Endpoint(host, port, secure, path(uri)) : null;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    Kind kind() {
        return Hosts.ipv4(host) ? Kind.IPV4 : Hosts.ipv6(host) ? Kind.IPV6 : Kind.NAME;
    }

    Site site(String region, int priority, ProbeTiming pace, String domain) {
        var check = new Http(
                "GET", path, port, secure, domain, Map.of(), List.of(new StatusRange(200, 299)), "", HttpDetails.NONE);
        return new Site(
                new SiteName(region),
                priority,
                address(),
                host,
                false,
                List.of(pace.probe(new ProbeName("health"), Probe.Role.HEALTH, check)));
    }

    private Address address() {
        return switch (kind()) {
            case IPV4 -> new Addresses(List.of(host), List.of());
            case IPV6 -> new Addresses(List.of(), List.of(host));
            case NAME -> new CanonicalName(host);
        };
    }
}

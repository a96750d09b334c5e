package io.signalbox.probe.http;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The target of a redirect, and whether the check follows it. */
sealed interface Redirect {

    record Followed(Check.Http hop) implements Redirect {}

    record Refused(String why) implements Redirect {}

    static boolean isOne(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /**
     * The next request.
     *
     * @param check as configured
     * @param from the request that was redirected
     */
    static Redirect of(Check.Http check, Check.Http from, int status, @Nullable String location) {
        URI to = location == null ? null : resolved(from, location);
        String host = to == null ? null : host(to);
        if (to == null || host == null) {
            return new Refused(location == null ? "without a Location header" : "with an invalid Location header");
        }
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        if (!secure && !"http".equalsIgnoreCase(to.getScheme())) {
            return new Refused("to another protocol than http and https");
        }
        if (from.secure() && !secure) {
            return new Refused("from https to http");
        }
        boolean own = host.equals(check.host());
        if (!own && !check.details().redirects().allowHosts().contains(host)) {
            return new Refused("to the host " + host + ", which allowHosts does not name");
        }
        boolean again = status == 307 || status == 308;
        if (!own && again && !from.details().body().isEmpty()) {
            return new Refused("with the request's body to another host");
        }
        return new Followed(hop(check, from, to, host, secure, again, own));
    }

    private static Check.Http hop(
            Check.Http check, Check.Http from, URI to, String host, boolean secure, boolean again, boolean own) {
        // Follows the practice of clients (RFC 9110, 15.4): a redirected POST becomes a GET.
        boolean keeps = again || from.method().equals("HEAD") || from.method().equals("OPTIONS");
        int port = to.getPort() >= 0 ? to.getPort() : secure ? 443 : 80;
        return new Check.Http(
                keeps ? from.method() : "GET",
                target(to),
                port,
                secure,
                host,
                own ? check.headers() : Map.of(),
                check.statuses(),
                check.bodyContains(),
                details(check, own && secure, keeps ? from.details().body() : ""));
    }

    private static HttpDetails details(Check.Http check, boolean named, String body) {
        HttpDetails details = check.details();
        return new HttpDetails(
                details.version(),
                named ? details.serverName() : null,
                body,
                details.matches(),
                details.json(),
                details.headers(),
                details.redirects(),
                details.bodyLimit(),
                details.maxLatency());
    }

    private static String target(URI to) {
        URI ascii = URI.create(to.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery();
        return query == null ? path : path + "?" + query;
    }

    private static @Nullable URI resolved(Check.Http from, String location) {
        try {
            return base(from).resolve(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException _) {
            return null;
        }
    }

    private static URI base(Check.Http from) {
        String origin = (from.secure() ? "https://" : "http://") + HttpRequest.authority(from);
        try {
            return new URI(origin + from.path());
        } catch (URISyntaxException _) {
            return URI.create(origin + "/");
        }
    }

    private static @Nullable String host(URI to) {
        String host = to.getHost();
        if (host == null || host.isEmpty() || to.getPort() == 0 || to.getPort() > 65_535) {
            return null;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}

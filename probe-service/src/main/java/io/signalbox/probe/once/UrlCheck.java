package io.signalbox.probe.once;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.tls.HandshakeProtocol;
import io.signalbox.probe.wire.ConnectOnlyProtocol;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeDialogue;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.TlsSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An on-demand check of a URL: http and https expect a 2xx status, tcp a connection, tls a handshake. */
public final class UrlCheck {

    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String SCHEMES = "an http, https, tcp or tls URL such as https://orders.example.com/healthz";
    private static final int LONGEST = 2_048;
    private static final int MOST_PORT = 65_535;

    private final URI url;
    private final String scheme;
    private final String host;
    private final int port;

    private UrlCheck(URI url, String scheme, String host, int port) {
        this.url = url;
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    /** True if a text is a URL, and not the name of a check. */
    public static boolean isOne(String text) {
        return text.contains("://");
    }

    /** @throws InvalidRequestException if the URL is invalid or not allowed */
    public static UrlCheck of(String text, UrlAllowList allowed) throws InvalidRequestException {
        URI url = parsed(text);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        int usual =
                switch (scheme) {
                    case "http" -> 80;
                    case "https", "tls" -> 443;
                    case "tcp" -> 0;
                    default -> throw new InvalidRequestException("url", quoted(text), SCHEMES);
                };
        String host = host(url);
        int port = url.getPort() < 0 ? usual : url.getPort();
        if (host == null || url.getRawUserInfo() != null) {
            throw new InvalidRequestException(
                    "url",
                    host == null ? quoted(text) : "a URL with user info",
                    host == null ? SCHEMES : "a URL without user info");
        }
        if (port < 1 || port > MOST_PORT) {
            throw new InvalidRequestException("url", quoted(text), "a port from 1 to " + MOST_PORT);
        }
        if (!allowed.contains(host, port)) {
            throw new InvalidRequestException(
                    "url",
                    host + ":" + port,
                    allowed.isEmpty()
                            ? "a host that signalbox.once.allow names; it is empty"
                            : "a host that signalbox.once.allow names");
        }
        return new UrlCheck(url, scheme, host, port);
    }

    private static URI parsed(String text) throws InvalidRequestException {
        try {
            if (text.length() <= LONGEST) {
                return new URI(text);
            }
        } catch (URISyntaxException _) {
            // Throws below, as for one that is too long.
        }
        throw new InvalidRequestException("url", quoted(text), SCHEMES);
    }

    private static @Nullable String host(URI url) {
        String host = url.getHost();
        if (host == null || host.isEmpty()) {
            return null;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String quoted(String text) {
        return "\"" + new Redaction(List.of()).text(text.substring(0, Math.min(text.length(), 100))) + "\"";
    }

    private ProbeDialogue.Protocol protocol() {
        return switch (scheme) {
            case "http", "https" -> new HttpProtocol(http());
            case "tls" ->
                new HandshakeProtocol(
                        new Check.Handshake(port, new Tls(host, Tls.Files.NONE, List.of()), 0, 0),
                        InstantSource.system());
            default -> ConnectOnlyProtocol.INSTANCE;
        };
    }

    private Check.Http http() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new Check.Http(
                "GET",
                url.getRawQuery() == null ? path : path + "?" + url.getRawQuery(),
                port,
                scheme.equals("https"),
                host,
                Map.of(),
                List.of(new Check.StatusRange(200, 299)),
                "",
                HttpDetails.NONE);
    }

    /** The URL without secrets. */
    public String name() {
        return new Redaction(List.of()).text(url.toString());
    }

    public String kind() {
        return scheme.startsWith("http") ? "http" : scheme;
    }

    public Checker checker(Network network) {
        var security = scheme.equals("https") || scheme.equals("tls") ? new TlsSettings(host, null, List.of()) : null;
        return network.strict().checker(ProbeTarget.of(host, port, security, protocol(), TIMEOUT));
    }
}

package io.signalbox.cli.context;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address of a decision-service. */
final class Urls {

    static final String ALLOWED = "http://host:port or https://host:port, without a path";

    private Urls() {}

    static Optional<URI> parse(String text) {
        try {
            var url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && isBare(url) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isBare(URI url) {
        return url.getHost() != null
                && url.getUserInfo() == null
                && url.getQuery() == null
                && url.getFragment() == null
                && (url.getPath().isEmpty() || url.getPath().equals("/"));
    }
}

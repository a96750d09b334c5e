package io.signalbox.actuator.notify;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.topology.check.Hosts;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The destination of a webhook. Texts for people omit path and query: with many receivers these are the secret.
 *
 * @param host as in the URL
 */
record Destination(URI uri, String host) {

    static Destination of(String url) throws ActionFailedException {
        try {
            var uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String host = uri.getHost();
            if (web && host != null && (uri.getPort() < 0 || Hosts.port(uri.getPort()))) {
                return new Destination(uri, host);
            }
        } catch (URISyntaxException _) {
            // The message of the exception would contain the whole URL.
            throw new ActionFailedException(FailureCause.INVALID_URL, "the webhook's URL cannot be read", false);
        }
        throw new ActionFailedException(
                FailureCause.INVALID_URL,
                "the webhook's URL is not one of http or https, with a port of 1 to 65535 where it has one",
                false);
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}

package io.signalbox.actuator.notify;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

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
            if (web && host != null) {
                return new Destination(uri, host);
            }
        } catch (URISyntaxException _) {
            // The message of the exception would contain the whole URL.
            throw new ActionFailedException("invalid-url", "the webhook's URL cannot be read", false);
        }
        throw new ActionFailedException("invalid-url", "the webhook's URL is not one of http or https", false);
    }

    /**
     * Rejects addresses that only the machine itself should reach: link-local addresses, and those where clouds hand
     * out credentials. The JDK caches a looked-up name for longer than an attempt takes, so the connection goes to the
     * checked address.
     */
    void requireAllowed() throws ActionFailedException {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (AllowedAddresses.NONE.refuse(address)) {
                    throw new ActionFailedException(
                            "forbidden-address", this + " is at " + address.getHostAddress(), false);
                }
            }
        } catch (UnknownHostException _) {
            throw new ActionFailedException("unknown-host", this + " has no address", true);
        }
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}

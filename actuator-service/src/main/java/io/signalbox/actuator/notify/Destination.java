package io.signalbox.actuator.notify;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where a webhook goes. Shown to people without path and query: with many receivers these are the secret.
 *
 * @param host as it stands in the URL
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
            // Its message would show the whole URL.
            throw new ActionFailedException("invalid-url", "the webhook's URL cannot be read", false);
        }
        throw new ActionFailedException("invalid-url", "the webhook's URL is not one of http or https", false);
    }

    /**
     * Refuses what only a machine itself should reach: addresses of its link, and where clouds hand out credentials. The JDK
     * remembers what a name resolves to for longer than an attempt takes, so the connection goes where was looked.
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

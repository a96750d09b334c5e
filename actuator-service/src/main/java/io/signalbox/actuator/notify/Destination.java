package io.signalbox.actuator.notify;

import io.signalbox.actuator.core.ActionFailedException;
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

    /** fd00:ec2::/32 is where EC2 answers instances over IPv6: credentials, names, time. */
    private static final byte[] EC2 = {(byte) 0xfd, 0x00, 0x0e, (byte) 0xc2};

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
     * Refuses what only a machine itself should reach: addresses of its link, where clouds hand out credentials. The JDK
     * remembers what a name resolves to for longer than an attempt takes, so the connection goes where was looked.
     */
    void requireAllowed() throws ActionFailedException {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLinkLocalAddress() || isEc2(address.getAddress())) {
                    throw new ActionFailedException(
                            "forbidden-address", this + " is at " + address.getHostAddress(), false);
                }
            }
        } catch (UnknownHostException _) {
            throw new ActionFailedException("unknown-host", this + " has no address", true);
        }
    }

    private static boolean isEc2(byte[] address) {
        boolean matches = address.length > EC2.length;
        for (int i = 0; matches && i < EC2.length; i++) {
            matches = address[i] == EC2[i];
        }
        return matches && address.length == 16;
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}

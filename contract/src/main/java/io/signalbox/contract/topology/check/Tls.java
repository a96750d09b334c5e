package io.signalbox.contract.topology.check;

import java.util.List;

/**
 * How a probe shakes hands. The certificate is always verified.
 *
 * @param serverName asked for (SNI), and what the certificate must be valid for; empty for the name that is connected to
 * @param alpn the application protocols that are offered, the preferred one first; empty to offer none
 */
public record Tls(String serverName, Files files, List<String> alpn) {

    public Tls {
        alpn = List.copyOf(alpn);
    }

    /**
     * Absolute paths of PEM files on the machine of each probe-service; empty texts where there are none.
     *
     * @param trust the authorities that are trusted, in place of the system's
     * @param clientCertificate what the probe shows, with its chain; given together with {@code clientKey}
     */
    public record Files(String trust, String clientCertificate, String clientKey) {

        public static final Files NONE = new Files("", "", "");
    }
}

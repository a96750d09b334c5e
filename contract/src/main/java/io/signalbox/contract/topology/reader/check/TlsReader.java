package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the TLS settings, the same for every kind of probe.
 *
 * @param serverName for which the certificate must be valid by default
 */
record TlsReader(String serverName) {

    private static final Pattern PATH = Pattern.compile("/\\P{Cntrl}{0,1023}");
    private static final Pattern PROTOCOL = Pattern.compile("[!-~]{1,255}");

    /** The keys of the map. */
    static final String[] KEYS = {"serverName", "trust", "clientCertificate", "clientKey", "alpn"};

    /** {@code true}, or a map with settings. Empty for {@code false}: plaintext. */
    @Nullable
    Optional<Tls> choice(Cursor at) {
        if (at.isMap()) {
            Tls tls = settings(at.fields(KEYS));
            return tls == null ? null : Optional.of(tls);
        }
        return at.parsed("true, false or a map with " + String.join(", ", KEYS), text -> switch (text) {
            case "true" -> Optional.of(new Tls(serverName, Tls.Files.NONE, List.of()));
            case "false" -> Optional.empty();
            default -> null;
        });
    }

    /** Reads {@link #KEYS} from among those of a map. */
    @Nullable
    Tls settings(Fields fields) {
        String name = fields.optional("serverName", serverName, it -> it.text(Hosts.HOST, Hosts::host));
        String trust = file(fields, "trust");
        String certificate = file(fields, "clientCertificate");
        String key = file(fields, "clientKey");
        List<String> alpn = fields.optional("alpn", List.of(), TlsReader::protocols);
        if (fields.isComplete() && certificate.isEmpty() != key.isEmpty()) {
            String missing = certificate.isEmpty() ? "clientCertificate" : "clientKey";
            fields.at(missing).problem("expected both clientCertificate and clientKey, got only one");
        }
        return fields.whole(() -> new Tls(name, new Tls.Files(trust, certificate, key), alpn));
    }

    private static String file(Fields fields, String key) {
        return fields.optional(
                key,
                "",
                at -> at.text("the absolute path of a PEM file", text -> PATH.matcher(text)
                        .matches()));
    }

    private static @Nullable List<String> protocols(Cursor at) {
        return at.valuesOfSome(it ->
                it.text("the name of an application protocol such as x-amzn-mqtt-ca", text -> PROTOCOL.matcher(text)
                        .matches()));
    }
}

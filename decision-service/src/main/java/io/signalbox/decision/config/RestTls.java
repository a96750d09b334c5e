package io.signalbox.decision.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * TLS for the API from one setting: {@code signalbox.tls} is a folder with {@code tls.crt}, {@code tls.key} and, where the other
 * instances' certificates are signed by an authority of their own, {@code ca.crt}. The port stays the same and takes TLS only. A setting
 * of Quarkus itself has precedence.
 */
public class RestTls implements ConfigSourceFactory {

    private static final String FOLDER = "signalbox.tls";
    /** The name of the TLS configuration. */
    public static final String NAME = "rest";

    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String AUTHORITIES = "ca.crt";

    /** Below application.properties. */
    private static final int ORDINAL = 200;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String folder = value(context, FOLDER, "");
        return folder.isBlank()
                ? List.of()
                : List.of(new PropertiesConfigSource(properties(context, Path.of(folder)), FOLDER, ORDINAL));
    }

    private static Map<String, String> properties(ConfigSourceContext context, Path folder) {
        String tls = "quarkus.tls." + NAME + ".";
        var properties = new HashMap<String, String>();
        properties.put(tls + "key-store.pem.0.cert", folder.resolve(CERTIFICATE).toString());
        properties.put(tls + "key-store.pem.0.key", folder.resolve(KEY).toString());
        Path authorities = folder.resolve(AUTHORITIES);
        if (Files.exists(authorities)) {
            properties.put(tls + "trust-store.pem.certs", authorities.toString());
        }
        properties.put("quarkus.http.tls-configuration-name", NAME);
        properties.put("quarkus.http.insecure-requests", "disabled");
        properties.put("quarkus.http.ssl-port", value(context, "quarkus.http.port", "8443"));
        return properties;
    }

    /** The files of a folder that are used. */
    public static List<Path> files(Path folder) {
        Path authorities = folder.resolve(AUTHORITIES);
        return Files.exists(authorities)
                ? List.of(folder.resolve(CERTIFICATE), folder.resolve(KEY), authorities)
                : List.of(folder.resolve(CERTIFICATE), folder.resolve(KEY));
    }

    private static String value(ConfigSourceContext context, String name, String otherwise) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null ? otherwise : value.getValue();
    }
}

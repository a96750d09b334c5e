package io.signalbox.actuator.app;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is set from outside. How often things are looked at stands beside its schedule. */
@ConfigMapping(prefix = "signalbox")
public interface Settings {

    /** The cell whose commands are obeyed. */
    String cell();

    /** Empty for the zero-file mode. */
    Optional<Path> topology();

    DnsSettings dns();

    /** The data plane. */
    interface DnsSettings {
        /** The authoritative name servers as {@code host:port}; empty for each zone's NS records. */
        Optional<List<String>> servers();
    }
}

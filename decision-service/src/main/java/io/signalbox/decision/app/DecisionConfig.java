package io.signalbox.decision.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What this instance is told from outside. */
@ConfigMapping(prefix = "signalbox")
public interface DecisionConfig {

    /** The topology file; without it the zero-file mode applies. */
    Optional<Path> topology();

    /** The name of this cell, as in the topology. */
    String cell();

    /** Who may call the API: a file of lines {@code name role sha256}. Without it nobody may. */
    Optional<Path> tokens();

    /** This instance's stable name within its cell, for Kafka's static membership. */
    @WithDefault("decision-1")
    String instance();

    Topics topics();

    interface Topics {
        @WithDefault("3")
        short replicationFactor();
    }
}

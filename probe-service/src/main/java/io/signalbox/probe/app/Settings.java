package io.signalbox.probe.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of this service, each also an environment variable: {@code signalbox.source-address} is SIGNALBOX_SOURCE_ADDRESS. */
@ConfigMapping(prefix = "signalbox")
public interface Settings {

    /** The topology file; without one, the zero-file mode's environment variables say it all. */
    Optional<Path> topology();

    /** How often the topology file is looked at. */
    @WithDefault("5s")
    Duration topologyReload();

    /** Which of the topology's vantages this prober is. Required, and checked with the topology. */
    Optional<String> vantage();

    /** The local IP address of every probe's and reference's socket; by default the system chooses. */
    Optional<String> sourceAddress();

    /** Heartbeats that clients push. */
    Heartbeats heartbeats();

    /** Heartbeats that clients push. */
    interface Heartbeats {

        /** The file with the hashes of the tokens that may push; without one nobody may. */
        Optional<Path> tokens();
    }

    /** Alarms of Amazon CloudWatch. */
    CloudWatch cloudwatch();

    /** Alarms of Amazon CloudWatch. */
    interface CloudWatch {

        /** In place of AWS's own, for every region. */
        Optional<URI> endpoint();
    }

    /** How many event loops probe; by default one per processor. */
    OptionalInt eventLoops();
}

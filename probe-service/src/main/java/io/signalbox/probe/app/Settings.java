package io.signalbox.probe.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /** The file with the hashes of the tokens of those who may push heartbeats, look, or have checks made; without one nobody may. */
    Optional<Path> tokens();

    /** Paths that need no token: whole ones, or all below one that ends with a slash and a star. */
    Optional<List<String>> openPaths();

    /** Checks that are made once. */
    Once once();

    /** Checks that are made once. */
    interface Once {

        /** Where URLs that no topology names may lead: {@code host}, {@code host:port} or {@code *.example.com}, with commas between. */
        Optional<String> allow();
    }

    /** Alarms of Amazon CloudWatch. */
    CloudWatch cloudwatch();

    /** Alarms of Amazon CloudWatch. */
    interface CloudWatch {

        /** In place of AWS's own, for every region. */
        Optional<URI> endpoint();

        /** How many requests are sent to each region at most. */
        @WithDefault("2")
        double requestsPerSecond();
    }

    /** How many event loops probe; by default one per processor. */
    OptionalInt eventLoops();
}

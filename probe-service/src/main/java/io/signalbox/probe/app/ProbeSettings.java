package io.signalbox.probe.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Configuration keys, also as environment variables: {@code signalbox.tokens} is SIGNALBOX_TOKENS. */
@ConfigMapping(prefix = "signalbox")
public interface ProbeSettings {

    /** The topology file. Without one, environment variables configure a single service. */
    Optional<Path> topology();

    /** The interval at which the topology file is reloaded. */
    @WithDefault("5s")
    Duration topologyReload();

    /** The name of this prober's vantage. Required, and checked against the topology. */
    Optional<String> vantage();

    /** The local IP address of every probe and reference check; by default the system chooses. */
    Optional<String> sourceAddress();

    /** The token file. Without it, nobody has access. */
    Optional<Path> tokens();

    /** Paths that need no token: exact, or a prefix that ends with a slash and a star. */
    Optional<List<String>> openPaths();

    /** The cells' Kafka. */
    Kafka kafka();

    /** The cells' Kafka; the topology names brokers and security. */
    interface Kafka {

        /** The folder with certificates, passwords and tokens. */
        @WithDefault("/etc/signalbox/kafka")
        Path credentials();
    }

    /** On-demand checks. */
    Once once();

    /** On-demand checks. */
    interface Once {

        /** Hosts for on-demand URLs: {@code host}, {@code host:port}, {@code *.example.com}; with commas. */
        Optional<String> allow();
    }

    /** Alarms of Amazon CloudWatch. */
    CloudWatch cloudwatch();

    /** Alarms of Amazon CloudWatch. */
    interface CloudWatch {

        /** Replaces AWS's own endpoint, for every region. */
        Optional<URI> endpoint();

        /** Limit of requests per region. */
        @WithDefault("2")
        double requestsPerSecond();
    }

    /** The number of event loops; by default half the number of processors. */
    OptionalInt eventLoops();
}

package io.signalbox.actuator.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The service's configuration. The intervals of schedules stand beside each schedule. */
@ConfigMapping(prefix = "signalbox")
public interface ActuatorSettings {

    /** The limit of AWS. */
    String REQUESTS_PER_SECOND = "5";

    /** The cell whose commands are obeyed. */
    String cell();

    /** Empty for the zero-file mode. */
    Optional<Path> topology();

    DnsSettings dns();

    Route53Settings route53();

    KubernetesSettings kubernetes();

    DriftSettings drift();

    KafkaSettings kafka();

    RestoreSettings restore();

    /** The data plane. */
    interface DnsSettings {
        /** The authoritative name servers of all public zones as {@code host:port}; empty for each zone's own. */
        Optional<List<String>> servers();

        /** The resolvers that answer private zones as {@code host:port}; empty for those of the system. */
        Optional<List<String>> resolvers();
    }

    /** The control plane. */
    interface Route53Settings {
        /** The limit of the AWS account for requests per second, shared by all cells of the topology. */
        @WithDefault(REQUESTS_PER_SECOND)
        double requestsPerSecond();
    }

    /** The connection to the cell's brokers. */
    interface KafkaSettings {
        /** The security of this cell's Kafka; the topology must name the same one. */
        String security();

        /** The folder of certificates, passwords and tokens. */
        String credentials();
    }

    /** Records that another writer has changed. */
    interface DriftSettings {
        /** True if AWS CloudTrail is searched for the writer of changed records. */
        @WithDefault("false")
        boolean cloudtrail();
    }

    /** Values that steps put back. */
    interface RestoreSettings {
        /** The file with the keys that sign these values; empty for no signatures. */
        Optional<Path> keys();
    }

    /** API servers of Kubernetes clusters other than that of this pod. */
    interface KubernetesSettings {
        /** A PEM file with the authorities that signed their certificates; empty for those that Java trusts. */
        Optional<Path> authorities();
    }
}

package io.signalbox.decision.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The configuration of this instance. */
@ConfigMapping(prefix = "signalbox")
public interface DecisionConfig {

    /** The topology file; without it the zero-file mode applies. */
    Optional<Path> topology();

    /** The interval at which the topology file is checked for changes. */
    @WithDefault("5s")
    Duration topologyReload();

    /** The name of this cell, as in the topology. */
    String cell();

    /**
     * The callers of the API: a file of lines {@code name role[,role] sha256}. Without it, only web tokens are
     * accepted.
     */
    Optional<Path> tokens();

    /** The interval at which the token file is checked for changes. */
    @WithDefault("5s")
    Duration tokensReload();

    Oidc oidc();

    Dashboard dashboard();

    Peers peers();

    /** The folder with the certificate of the API: {@code tls.crt}, {@code tls.key}, {@code ca.crt}; without it, no TLS. */
    Optional<Path> tls();

    /** The interval at which the certificate is read again. */
    @WithDefault("30s")
    Duration tlsReload();

    Management management();

    /** Paths besides health that need no token: {@code /q/metrics}, {@code /q/openapi}, both or none. */
    Optional<List<String>> openPaths();

    /** This instance's stable name within its cell, for Kafka's static membership. */
    @WithDefault("decision-1")
    String instance();

    /** The address at which other instances of this cell reach this one: {@code host:port}. */
    @WithDefault("127.0.0.1:${quarkus.http.port}")
    String address();

    /** The access to the cell's brokers. */
    Kafka kafka();

    Topics topics();

    View view();

    interface Kafka {
        /** The security of the cell's brokers, as in the topology. */
        @WithDefault("plaintext")
        String security();

        /** The folder with certificates, passwords and tokens. */
        @WithDefault("/etc/signalbox/kafka")
        String credentials();
    }

    interface Topics {
        /** Replicas of each topic that is created. */
        @WithDefault("3")
        short replicationFactor();

        /** Partitions of the observations of each vantage: the largest number of threads that count them, of all instances together. */
        @WithDefault("12")
        int observationPartitions();
    }

    /** Requirements on web tokens; {@code quarkus.oidc.auth-server-url} sets their issuer. */
    interface Oidc {

        /** The audience that a token must be for. */
        @WithDefault("signalbox")
        String audience();

        /** The path of the roles claim, for example {@code realm_access/roles}. */
        @WithDefault("groups")
        String rolesClaim();
    }

    /** Sign-in to the dashboard with the OpenID Connect provider. */
    interface Dashboard {

        /** The dashboard as a public client of the provider; without it, a token is typed. */
        Optional<String> clientId();

        /** The scopes that the pages ask for. */
        @WithDefault("openid")
        String scope();

        /** Other origins than the issuer's that the provider's endpoints have. */
        Optional<List<String>> origins();
    }

    /** A port for health, metrics and the description of the API. */
    interface Management {

        /** Without it, they are at the port of the API. */
        OptionalInt port();

        /** The local address of this port. */
        @WithDefault("0.0.0.0")
        String host();
    }

    /** The other instances of this cell. */
    interface Peers {

        /** The file with the secret with which they ask each other; without it, they do not. */
        Optional<Path> secret();
    }

    /** Memory limits of the views and of the event stream. */
    interface View {

        /** Journal entries of each service. */
        @WithDefault("1000")
        int journalOfOne();

        /** Journal entries of all services together; some 2 KiB each. */
        @WithDefault("20000")
        int journalOfAll();

        /** With more services, {@code /q/metrics} leaves out the gauges that say that nothing is special. */
        @WithDefault("2000")
        int metricsInFull();

        /** Maximum number of concurrent readers of the event stream. */
        @WithDefault("200")
        int readers();

        /** Maximum number of concurrent event streams of one caller. */
        @WithDefault("20")
        int readersOfOne();

        /** Maximum number of queued events of a reader; beyond it, its stream ends. */
        @WithDefault("4096")
        int behind();

        /** Interval of keep-alive comments in the event stream. */
        @WithDefault("15s")
        Duration heartbeat();
    }
}

package io.signalbox.decision.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What this instance is told from outside. */
@ConfigMapping(prefix = "signalbox")
public interface DecisionConfig {

    /** The topology file; without it the zero-file mode applies. */
    Optional<Path> topology();

    /** How often the topology file is looked at again. */
    @WithDefault("5s")
    Duration topologyReload();

    /** The name of this cell, as in the topology. */
    String cell();

    /** Who may call the API: a file of lines {@code name role[,role] sha256}. Without it only OpenID Connect tells. */
    Optional<Path> tokens();

    /** How often the token file is looked at again. */
    @WithDefault("5s")
    Duration tokensReload();

    Oidc oidc();

    /** What is answered without a token beside health: {@code /q/metrics}, {@code /q/openapi}, both or none. */
    Optional<List<String>> openPaths();

    /** This instance's stable name within its cell, for Kafka's static membership. */
    @WithDefault("decision-1")
    String instance();

    /** Where the other instances of this cell reach this one: {@code host:port}. */
    @WithDefault("127.0.0.1:${quarkus.http.port}")
    String address();

    Topics topics();

    View view();

    interface Topics {
        @WithDefault("3")
        short replicationFactor();
    }

    /** What JSON web tokens must say; who issues them is {@code quarkus.oidc.auth-server-url}. */
    interface Oidc {

        /** The audience that a token must be for. */
        @WithDefault("signalbox")
        String audience();

        /** Where a token names its holder's roles, for example {@code realm_access/roles}. */
        @WithDefault("groups")
        String rolesClaim();
    }

    /** What this instance keeps in memory of the past, and for whom. */
    interface View {

        /** Journal entries of each service. */
        @WithDefault("1000")
        int journalOfOne();

        /** Journal entries of all services together; some 2 KiB each. */
        @WithDefault("20000")
        int journalOfAll();

        /** How many may follow the events at once. */
        @WithDefault("200")
        int readers();

        /** How many events one of them may be behind before it is cut off. */
        @WithDefault("4096")
        int behind();

        /** How often those who follow are told that the connection stands. */
        @WithDefault("15s")
        Duration heartbeat();
    }
}

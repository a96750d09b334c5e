package io.signalbox.sandbox.world;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.kafka.Security;
import io.signalbox.sandbox.process.Packaging;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a world consists of.
 *
 * @param cells each has a broker of its own
 * @param vantages how many of the three probers run, 0 to 3
 * @param decisions decision-services per cell
 * @param actuators actuator-services per cell
 * @param routing of the live records and the topology: {@code weighted}, {@code simple}, {@link #SIGNAL}, {@link #CONTROLS},
 *     {@link #ROLES}, {@link #PRIVATE} or {@link #RFC2136}
 * @param stableFor how long the preferred site must be UP before traffic fails back
 * @param packaging how the services were built
 * @param example the topology; empty for that of the demo
 * @param kafka {@code PLAINTEXT}, or {@code MTLS} with an authorizer and the rights of the access table
 */
public record WorldPlan(
        List<CellName> cells,
        int vantages,
        int decisions,
        int actuators,
        String routing,
        Duration stableFor,
        Pace pace,
        Packaging packaging,
        KafkaSecurity kafka,
        Optional<ExampleFile> example) {

    /** Routing value: failover records for two sites, switched by a signal object. */
    public static final String SIGNAL = "signal";

    /** Routing value: as {@link #SIGNAL}, but routing controls move the traffic and follow the signal object. */
    public static final String CONTROLS = "controls";

    /** Routing value: simple records in a real BIND, which must be installed, changed by dynamic updates. */
    public static final String RFC2136 = "rfc2136";

    /** Routing value: weighted records in a zone of another account, see {@link Roles}. */
    public static final String ROLES = "roles";

    /** Routing value: weighted records in a private zone, beside a public one of the same name. */
    public static final String PRIVATE = "private";

    /** One cell, three vantages, one service of each other kind, and a failback after 5 s; Kafka as {@link Security#PROPERTY} says. */
    public static final WorldPlan DEMO = new WorldPlan(
            List.of(new CellName("us-west-2")),
            3,
            1,
            1,
            "weighted",
            Duration.ofSeconds(5),
            Pace.DEMO,
            Packaging.wanted(),
            Security.wanted(),
            Optional.empty());

    public WorldPlan {
        cells = List.copyOf(cells);
    }

    /** The service, the sites and the cells of an example. */
    public static WorldPlan of(ExampleFile example) {
        return new WorldPlan(
                example.cells(),
                DEMO.vantages,
                DEMO.decisions,
                DEMO.actuators,
                example.service().dns().routing().name().toLowerCase(Locale.ROOT),
                DEMO.stableFor,
                DEMO.pace,
                DEMO.packaging,
                DEMO.kafka,
                Optional.of(example));
    }

    public WorldPlan withCells(CellName... names) {
        return new WorldPlan(
                List.of(names), vantages, decisions, actuators, routing, stableFor, pace, packaging, kafka, example);
    }

    public WorldPlan withVantages(int count) {
        return new WorldPlan(cells, count, decisions, actuators, routing, stableFor, pace, packaging, kafka, example);
    }

    public WorldPlan withDecisions(int count) {
        return new WorldPlan(cells, vantages, count, actuators, routing, stableFor, pace, packaging, kafka, example);
    }

    public WorldPlan withActuators(int count) {
        return new WorldPlan(cells, vantages, decisions, count, routing, stableFor, pace, packaging, kafka, example);
    }

    public WorldPlan withRouting(String policy) {
        return new WorldPlan(cells, vantages, decisions, actuators, policy, stableFor, pace, packaging, kafka, example);
    }

    public WorldPlan withStableFor(Duration duration) {
        return new WorldPlan(cells, vantages, decisions, actuators, routing, duration, pace, packaging, kafka, example);
    }

    public WorldPlan withPace(Pace other) {
        return new WorldPlan(
                cells, vantages, decisions, actuators, routing, stableFor, other, packaging, kafka, example);
    }

    public WorldPlan withPackaging(Packaging other) {
        return new WorldPlan(cells, vantages, decisions, actuators, routing, stableFor, pace, other, kafka, example);
    }

    /** Brokers that demand certificates and give each principal its rights only. */
    public WorldPlan withSecuredKafka() {
        return new WorldPlan(
                cells,
                vantages,
                decisions,
                actuators,
                routing,
                stableFor,
                pace,
                packaging,
                KafkaSecurity.MTLS,
                example);
    }
}

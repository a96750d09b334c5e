package io.signalbox.contract.acl;

import static io.signalbox.contract.acl.Grant.Operation.CREATE;
import static io.signalbox.contract.acl.Grant.Operation.DESCRIBE;
import static io.signalbox.contract.acl.Grant.Operation.DESCRIBE_CONFIGS;
import static io.signalbox.contract.acl.Grant.Operation.READ;
import static io.signalbox.contract.acl.Grant.Operation.WRITE;

import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rights of each principal at the Kafka of a cell. Only one principal may write to each topic. */
public final class AccessTable {

    public static final String DECISION = "decision";
    public static final String ACTUATOR = "actuator";
    /** A person or tool that reads topics and changes nothing. */
    public static final String VIEWER = "viewer";

    /** The consumer group of the actuators. */
    public static final String ACTUATOR_GROUP = "signalbox-actuator";

    /** The application id of stage 2, unless a cell sets another. */
    public static final String APPLICATION = "signalbox-decision";

    private static final String OURS = "signalbox";

    private AccessTable() {}

    /** The principals of a cell, in the order in which its data flows. */
    public static List<Principal> of(Collection<VantageName> vantages) {
        var all = new ArrayList<Principal>();
        vantages.forEach(vantage -> all.add(prober(vantage)));
        all.add(decision());
        all.add(actuator());
        all.add(viewer());
        return List.copyOf(all);
    }

    /** The name of a vantage's principal. */
    public static String name(VantageName vantage) {
        return "probe-" + vantage;
    }

    /** Can report for its own vantage only. */
    public static Principal prober(VantageName vantage) {
        return new Principal(
                name(vantage),
                List.of(Grant.topic(Topics.observations(vantage), WRITE), Grant.topic(Topics.HEARTBEATS, READ, WRITE)));
    }

    /** Creates the topics, and reads and writes all but those of the actuator. */
    public static Principal decision() {
        return new Principal(
                DECISION,
                List.of(
                        Grant.topics(Topics.OBSERVATIONS, READ, CREATE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.HEARTBEATS, CREATE, DESCRIBE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.VERDICTS, READ, WRITE, CREATE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.DIRECTIVES, READ, WRITE, CREATE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.COMMANDS, WRITE, CREATE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.OUTCOMES, READ, CREATE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.STATES, READ, WRITE, CREATE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.JOURNAL, READ, WRITE, CREATE, DESCRIBE_CONFIGS),
                        Grant.topic(Topics.REJECTED, WRITE, CREATE, DESCRIBE_CONFIGS),
                        // The changelogs of Kafka Streams.
                        Grant.topics(APPLICATION + "-", READ, WRITE, CREATE, DESCRIBE_CONFIGS),
                        Grant.group(APPLICATION, READ),
                        Grant.group(APPLICATION + "-evidence", READ),
                        new Grant(Grant.Resource.TRANSACTIONAL_ID, APPLICATION + "-", true, List.of(WRITE, DESCRIBE))));
    }

    /** Reads commands and answers them. */
    public static Principal actuator() {
        return new Principal(
                ACTUATOR,
                List.of(
                        Grant.topic(Topics.COMMANDS, READ),
                        Grant.topic(Topics.OUTCOMES, WRITE),
                        Grant.topic(Topics.REJECTED, WRITE),
                        Grant.group(ACTUATOR_GROUP, READ)));
    }

    /** Reads without a consumer group. */
    public static Principal viewer() {
        return new Principal(VIEWER, List.of(Grant.topics(OURS, READ, DESCRIBE_CONFIGS), groups(), transactionalIds()));
    }

    private static Grant groups() {
        return new Grant(Grant.Resource.GROUP, OURS, true, List.of(DESCRIBE));
    }

    private static Grant transactionalIds() {
        return new Grant(Grant.Resource.TRANSACTIONAL_ID, OURS, true, List.of(DESCRIBE));
    }
}

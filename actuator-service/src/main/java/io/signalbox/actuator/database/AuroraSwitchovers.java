package io.signalbox.actuator.database;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.contract.step.AuroraSwitchover;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Makes another cluster the writer of an Aurora global database whose regions all work. The request goes to the region
 * of the present writer.
 */
public final class AuroraSwitchovers implements Adjustable<AuroraSwitchover, AuroraSwitchovers.Found> {

    private static final String WRITER = "writer";

    private final Calls<String, RdsClient> calls;
    private final GlobalDatabases databases;

    public AuroraSwitchovers(Calls<String, RdsClient> calls) {
        this.calls = calls;
        this.databases = new GlobalDatabases(calls);
    }

    public record Found(GlobalDatabase database) implements Reading {

        @Override
        public Map<String, String> values() {
            return Map.of(WRITER, database.writer());
        }

        @Override
        public Optional<String> waiting() {
            return database.waiting();
        }
    }

    @Override
    public Class<AuroraSwitchover> type() {
        return AuroraSwitchover.class;
    }

    @Override
    public String resource(AuroraSwitchover wanted) {
        return "global database " + wanted.globalCluster();
    }

    @Override
    public Found read(AuroraSwitchover wanted, ActionAttempt turn) throws ActionFailedException {
        return new Found(databases.read(wanted.region(), wanted.globalCluster(), turn));
    }

    @Override
    public Map<String, String> goal(AuroraSwitchover wanted, Found present) {
        return Map.of(WRITER, wanted.cluster());
    }

    @Override
    public Optional<String> change(AuroraSwitchover wanted, Found present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        GlobalDatabase database = present.database();
        if (database.changing().isPresent()) {
            return database.changing();
        }
        String writer = goal.get(WRITER);
        var _ = calls.call(
                "SwitchoverGlobalCluster",
                database.writerRegion(),
                turn,
                (client, within) -> client.switchoverGlobalCluster(
                        request -> request.globalClusterIdentifier(wanted.globalCluster())
                                .targetDbClusterIdentifier(writer)
                                .overrideConfiguration(within)));
        return Optional.of("asked for the switchover of " + database.name() + " to " + writer);
    }
}

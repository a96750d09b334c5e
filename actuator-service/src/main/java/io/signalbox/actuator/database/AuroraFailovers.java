package io.signalbox.actuator.database;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Irreversible;
import io.signalbox.contract.step.AuroraFailover;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Makes another cluster the writer of an Aurora global database whose writer is lost; data that was not replicated is
 * lost. The request goes to the region of the new writer, since the other region may be unavailable.
 */
public final class AuroraFailovers implements Irreversible<AuroraFailover> {

    private final Calls<String, RdsClient> calls;
    private final GlobalDatabases databases;

    public AuroraFailovers(Calls<String, RdsClient> calls) {
        this.calls = calls;
        this.databases = new GlobalDatabases(calls);
    }

    @Override
    public Class<AuroraFailover> type() {
        return AuroraFailover.class;
    }

    @Override
    public Optional<Wait> advance(AuroraFailover wanted, ActionAttempt turn) throws ActionFailedException {
        GlobalDatabase database = databases.read(wanted.region(), wanted.globalCluster(), turn);
        if (database.writer().equals(wanted.cluster())) {
            return database.waiting().map(Wait::of);
        }
        if (database.changing().isPresent()) {
            return database.changing().map(Wait::of);
        }
        var _ = calls.call(
                "FailoverGlobalCluster",
                wanted.region(),
                turn,
                (client, within) ->
                        client.failoverGlobalCluster(request -> request.globalClusterIdentifier(wanted.globalCluster())
                                .targetDbClusterIdentifier(wanted.cluster())
                                .allowDataLoss(true)
                                .overrideConfiguration(within)));
        return Optional.of(Wait.of("asked for the failover of " + database.name() + " to " + wanted.cluster()));
    }

    @Override
    public String describe(AuroraFailover wanted, ActionAttempt turn) throws ActionFailedException {
        GlobalDatabase database = databases.read(wanted.region(), wanted.globalCluster(), turn);
        return "the writer of " + database.name() + " is " + database.writer();
    }
}

package io.signalbox.actuator.database;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Irreversible;
import io.signalbox.actuator.database.ReplicaLag.Lag;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.RdsPromote;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/**
 * Read replicas of Amazon RDS that become instances or clusters of their own. Done when one has no source any more and
 * is available. Whether a replica can be promoted now is left to AWS: it has more statuses than could be listed here.
 */
public final class RdsReplicas implements Irreversible<RdsPromote> {

    private static final String AVAILABLE = "available";

    private final Calls<String, RdsClient> calls;
    private final ReplicaLag lag;

    public RdsReplicas(Calls<String, RdsClient> calls, ReplicaLag lag) {
        this.calls = calls;
        this.lag = lag;
    }

    /** @param source empty if it is not a replica any more */
    private record Replica(String name, String status, String engine, Optional<String> source) {

        static Replica of(DBInstance instance) {
            return new Replica(
                    instance.dbInstanceIdentifier(),
                    instance.dbInstanceStatus(),
                    instance.engine(),
                    Optional.ofNullable(instance.readReplicaSourceDBInstanceIdentifier())
                            .or(() -> Optional.ofNullable(instance.readReplicaSourceDBClusterIdentifier()))
                            .filter(source -> !source.isEmpty()));
        }

        static Replica of(DBCluster cluster) {
            return new Replica(
                    cluster.dbClusterIdentifier(),
                    cluster.status(),
                    cluster.engine(),
                    Optional.ofNullable(cluster.replicationSourceIdentifier()).filter(source -> !source.isEmpty()));
        }

        String standing() {
            return name + " is " + status;
        }
    }

    @Override
    public Class<RdsPromote> type() {
        return RdsPromote.class;
    }

    @Override
    public Optional<Wait> advance(RdsPromote wanted, ActionAttempt turn) throws ActionFailedException {
        Replica replica = find(wanted, turn);
        boolean available = AVAILABLE.equals(replica.status());
        if (replica.source().isEmpty()) {
            return available ? Optional.empty() : Optional.of(Wait.of(replica.standing()));
        }
        Lag measured = Lag.NOT_ASKED;
        if (wanted.maxLagSeconds() != null) {
            try {
                measured = lag.requireAtMost(wanted.maxLagSeconds(), wanted, replica.engine(), turn);
            } catch (ActionFailedException e) {
                if (available || !e.untouched()) {
                    throw e;
                }
                // It may be about to be promoted, which ends the metric.
                return Optional.of(Wait.of(replica.standing() + "; " + e.getMessage()));
            }
        }
        return Optional.of(
                new Wait(promote(wanted, replica.source().get(), measured.words(), turn), measured.moments()));
    }

    @Override
    public String describe(RdsPromote wanted, ActionAttempt turn) throws ActionFailedException {
        Replica replica = find(wanted, turn);
        return replica.standing()
                + replica.source().map(source -> ", a replica of " + source).orElse("");
    }

    private Replica find(RdsPromote wanted, ActionAttempt turn) throws ActionFailedException {
        List<Replica> found = wanted.cluster() == null
                ? calls
                        .call(
                                "DescribeDBInstances",
                                wanted.region(),
                                turn,
                                (client, within) -> client.describeDBInstances(
                                        request -> request.dbInstanceIdentifier(wanted.replica())
                                                .overrideConfiguration(within)))
                        .dbInstances()
                        .stream()
                        .map(Replica::of)
                        .toList()
                : calls
                        .call(
                                "DescribeDBClusters",
                                wanted.region(),
                                turn,
                                (client, within) -> client.describeDBClusters(
                                        request -> request.dbClusterIdentifier(wanted.replica())
                                                .overrideConfiguration(within)))
                        .dbClusters()
                        .stream()
                        .map(Replica::of)
                        .toList();
        return found.stream()
                .findFirst()
                .orElseThrow(() ->
                        new ActionFailedException(FailureCause.NOT_FOUND, "no replica " + wanted.replica(), true));
    }

    /** RDS also answers so while a promotion is under way. */
    private String promote(RdsPromote wanted, String source, String measured, ActionAttempt turn)
            throws ActionFailedException {
        String asked = "asked that " + wanted.replica() + " leaves " + source + measured;
        return wanted.cluster() == null
                ? calls.call("PromoteReadReplica", wanted.region(), turn, (client, within) -> {
                    try {
                        var _ = client.promoteReadReplica(request ->
                                request.dbInstanceIdentifier(wanted.replica()).overrideConfiguration(within));
                        return asked;
                    } catch (InvalidDbInstanceStateException e) {
                        return String.valueOf(e.getMessage());
                    }
                })
                : calls.call("PromoteReadReplicaDBCluster", wanted.region(), turn, (client, within) -> {
                    try {
                        var _ = client.promoteReadReplicaDBCluster(request ->
                                request.dbClusterIdentifier(wanted.replica()).overrideConfiguration(within));
                        return asked;
                    } catch (InvalidDbClusterStateException e) {
                        return String.valueOf(e.getMessage());
                    }
                });
    }
}

package io.signalbox.actuator.database;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
import software.amazon.awssdk.services.rds.RdsClient;

/** Reads Aurora global databases. Any region with a member cluster describes the whole database. */
final class GlobalDatabases {

    private final Calls<String, RdsClient> calls;

    GlobalDatabases(Calls<String, RdsClient> calls) {
        this.calls = calls;
    }

    GlobalDatabase read(String region, String name, ActionAttempt turn) throws ActionFailedException {
        return GlobalDatabase.of(calls
                .call(
                        "DescribeGlobalClusters",
                        region,
                        turn,
                        (client, within) -> client.describeGlobalClusters(
                                request -> request.globalClusterIdentifier(name).overrideConfiguration(within)))
                .globalClusters()
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new ActionFailedException(FailureCause.NOT_FOUND, "no global database " + name, true)));
    }
}

package io.signalbox.actuator.database;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Irreversible;
import io.signalbox.contract.step.RdsPromote;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/** Read replicas of Amazon RDS, made instances of their own. Done when one has no source any more and is available. */
public final class RdsReplicas implements Irreversible<RdsPromote> {

    private static final String AVAILABLE = "available";

    private final Calls<String, RdsClient> calls;
    private final ReplicaLag lag;

    public RdsReplicas(Calls<String, RdsClient> calls, ReplicaLag lag) {
        this.calls = calls;
        this.lag = lag;
    }

    @Override
    public Class<RdsPromote> type() {
        return RdsPromote.class;
    }

    @Override
    public Optional<String> advance(RdsPromote wanted, ActionAttempt turn) throws ActionFailedException {
        DBInstance instance = describe(wanted, turn);
        String status = instance.dbInstanceStatus();
        if (!AVAILABLE.equals(status)) {
            return Optional.of(wanted.instance() + " is " + status);
        }
        Optional<String> source = source(instance);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Integer most = wanted.maxLagSeconds();
        if (most != null) {
            lag.requireAtMost(most, wanted.region(), instance.dbInstanceIdentifier(), turn);
        }
        return Optional.of(promote(wanted, source.get(), turn));
    }

    private DBInstance describe(RdsPromote wanted, ActionAttempt turn) throws ActionFailedException {
        return calls
                .call(
                        "DescribeDBInstances",
                        wanted.region(),
                        turn,
                        (client, within) -> client.describeDBInstances(request ->
                                request.dbInstanceIdentifier(wanted.instance()).overrideConfiguration(within)))
                .dbInstances()
                .stream()
                .findFirst()
                .orElseThrow(() -> new ActionFailedException("not-found", "no instance " + wanted.instance(), true));
    }

    private static Optional<String> source(DBInstance instance) {
        return Optional.ofNullable(instance.readReplicaSourceDBInstanceIdentifier())
                .or(() -> Optional.ofNullable(instance.readReplicaSourceDBClusterIdentifier()))
                .filter(source -> !source.isEmpty());
    }

    /** An instance may look ready for some seconds after its promotion has begun; that it is not is then the answer. */
    private String promote(RdsPromote wanted, String source, ActionAttempt turn) throws ActionFailedException {
        return calls.call("PromoteReadReplica", wanted.region(), turn, (client, within) -> {
            try {
                var _ = client.promoteReadReplica(request ->
                        request.dbInstanceIdentifier(wanted.instance()).overrideConfiguration(within));
                return "asked that " + wanted.instance() + " leaves " + source;
            } catch (InvalidDbInstanceStateException e) {
                return String.valueOf(e.getMessage());
            }
        });
    }
}

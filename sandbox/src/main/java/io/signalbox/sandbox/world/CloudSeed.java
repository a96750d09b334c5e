package io.signalbox.sandbox.world;

import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.AsgScale;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.LambdaInvoke;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Work;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.ssm.Ssm;
import java.util.Map;
import java.util.stream.Stream;

/** Creates what the steps and notices of a service need in the cloud, as small as a pilot light. */
final class CloudSeed {

    private static final String BEFORE = "unset";

    private final Cloud cloud;
    private final Ssm ssm;

    CloudSeed(Cloud cloud, Ssm ssm) {
        this.cloud = cloud;
        this.ssm = ssm;
    }

    void seed(Service service) {
        Stream.concat(service.plans().actions().map(Work.Act::action), service.notices())
                .distinct()
                .forEach(this::seed);
    }

    private void seed(Action action) {
        switch (action) {
            case EcsScale ecs -> cloud.ecs().put(ecs.region(), ecs.cluster(), ecs.service(), 1);
            case AsgScale group -> cloud.autoScaling().put(group.region(), group.group(), 1, 1, 2, 0);
            case RdsPromote replica -> replica(replica);
            case SnsNotify topic -> cloud.sns().putTopic(topic.topic());
            case LambdaInvoke function -> cloud.lambda().put(function.region(), function.function());
            case SsmPut parameter -> ssm.put(parameter.region(), parameter.name(), "String", BEFORE);
            default -> {
                // Needs nothing that is there before.
            }
        }
    }

    private void replica(RdsPromote replica) {
        cloud.rds().putReplica(replica.region(), replica.replica(), "primary");
        cloud.cloudWatch()
                .putDatum(
                        replica.region(),
                        "AWS/RDS",
                        "ReplicaLag",
                        Map.of("DBInstanceIdentifier", replica.replica()),
                        0);
    }
}

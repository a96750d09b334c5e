package io.signalbox.actuator.step;

import io.signalbox.actuator.Outside;
import io.signalbox.actuator.step.Trial.Words;
import io.signalbox.contract.step.AsgScale;
import io.signalbox.contract.step.AuroraFailover;
import io.signalbox.contract.step.AuroraSwitchover;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.K8sScale;
import io.signalbox.contract.step.LambdaInvoke;
import io.signalbox.contract.step.MetricPut;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.step.RoutingControl.Control;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.hooks.Delivery;
import io.signalbox.sandbox.kubernetes.Kubernetes;
import io.signalbox.sandbox.ssm.Parameter;
import io.signalbox.sandbox.ssm.ParameterCall;
import io.signalbox.sandbox.ssm.ParameterOperation;
import io.signalbox.sandbox.ssm.Ssm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every kind of action, by its name. */
public final class Trials {

    static final String REGION = "us-west-2";
    static final String EAST_CLUSTER = "arn:aws:rds:us-east-1:123456789012:cluster:orders-east";
    static final String WEST_CLUSTER = "arn:aws:rds:us-west-2:123456789012:cluster:orders-west";
    static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:failovers";
    static final String EAST_CONTROL = control("east");
    static final String WEST_CONTROL = control("west");

    /** So often Java's client asks by itself when the answer to a GET is lost. */
    private static final int READS = 5;

    private static final List<String> REGIONS =
            List.of("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2");

    private Trials() {}

    public static Map<String, Trial> all() {
        return Map.ofEntries(
                Map.entry("ecs-scale", ecs()),
                Map.entry("asg-scale", asg()),
                Map.entry("k8s-scale", kubernetes()),
                Map.entry("rds-promote", rds()),
                Map.entry("aurora-failover", failover()),
                Map.entry("aurora-switchover", switchover()),
                Map.entry("routing-control", routing()),
                Map.entry("ssm-put", ssm()),
                Map.entry("sns-notify", sns()),
                Map.entry("webhook", webhook()),
                Map.entry("lambda-invoke", lambda()),
                Map.entry("metric-put", metric()));
    }

    static String control(String name) {
        return "arn:aws:route53-recovery-control::123456789012:controlpanel/0f/routingcontrol/" + name;
    }

    static Trial ecs() {
        return Trial.cloud(
                new EcsScale(REGION, "shop", "orders", 6),
                outside -> outside.cloud.ecs().put(REGION, "shop", "orders", 2),
                outside -> outside.cloud.ecs().service(REGION, "shop", "orders").desired(),
                2,
                6,
                "ecs:DescribeServices",
                "ecs:UpdateService");
    }

    static Trial asg() {
        return Trial.cloud(
                new AsgScale(REGION, "orders", 4, 6, 20, 100),
                outside -> outside.cloud.autoScaling().put(REGION, "orders", 1, 2, 10, 25),
                outside -> {
                    var group = outside.cloud.autoScaling().group(REGION, "orders");
                    return List.of(
                            group.min(), group.desired(), group.max(), Optional.ofNullable(group.onDemandPercent()));
                },
                List.of(1, 2, 10, Optional.of(25)),
                List.of(4, 6, 20, Optional.of(100)),
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:UpdateAutoScalingGroup");
    }

    static K8sScale k8sScale(Outside outside, int replicas) {
        return new K8sScale(
                outside.kubernetes.endpoint().toString(),
                "shop",
                K8sScale.Workload.DEPLOYMENT,
                "orders",
                replicas,
                Outside.TOKEN_VARIABLE);
    }

    static Trial kubernetes() {
        return new Trial(
                outside -> k8sScale(outside, 6),
                outside -> outside.kubernetes.put("shop", "deployments", "orders", 2),
                outside -> outside.kubernetes
                        .workload("shop", "deployments", "orders")
                        .replicas(),
                2,
                6,
                (outside, fault) -> outside.kubernetes
                        .faults()
                        .inject("GET workload", fault, fault instanceof Fault.Error ? 1 : READS),
                (outside, fault) -> outside.kubernetes.faults().inject("PATCH scale", fault),
                outside -> outside.kubernetes.calls().stream()
                        .filter(call -> call.operation().equals("PATCH scale"))
                        .filter(call -> call.result().equals("ok"))
                        .count(),
                outside -> outside.kubernetes.calls().size(),
                new Words(Kubernetes.throttling(), Words.THROTTLED, Kubernetes.internalError(), Words.BROKEN));
    }

    static Trial rds() {
        return Trial.cloud(
                new RdsPromote(REGION, "orders-replica", 10),
                outside -> {
                    outside.cloud.rds().putReplica(REGION, "orders-replica", "orders");
                    outside.cloud
                            .cloudWatch()
                            .putDatum(
                                    REGION,
                                    "AWS/RDS",
                                    "ReplicaLag",
                                    Map.of("DBInstanceIdentifier", "orders-replica"),
                                    3);
                },
                outside ->
                        outside.cloud.rds().instance(REGION, "orders-replica").source(),
                Optional.of("orders"),
                Optional.empty(),
                "rds:DescribeDBInstances",
                "rds:PromoteReadReplica");
    }

    static void globalDatabase(Outside outside) {
        outside.cloud.rds().putGlobalCluster("orders", List.of(EAST_CLUSTER, WEST_CLUSTER), EAST_CLUSTER);
    }

    static Trial failover() {
        return Trial.cloud(
                new AuroraFailover(REGION, "orders", WEST_CLUSTER),
                Trials::globalDatabase,
                outside -> outside.cloud.rds().globalCluster("orders").writer(),
                EAST_CLUSTER,
                WEST_CLUSTER,
                "rds:DescribeGlobalClusters",
                "rds:FailoverGlobalCluster");
    }

    static Trial switchover() {
        return Trial.cloud(
                new AuroraSwitchover(REGION, "orders", WEST_CLUSTER),
                Trials::globalDatabase,
                outside -> outside.cloud.rds().globalCluster("orders").writer(),
                EAST_CLUSTER,
                WEST_CLUSTER,
                "rds:DescribeGlobalClusters",
                "rds:SwitchoverGlobalCluster");
    }

    static List<Endpoint> endpoints(Outside outside) {
        var urls = outside.cloud.recoveryControl().endpoints();
        return IntStream.range(0, urls.size())
                .mapToObj(i -> new Endpoint(REGIONS.get(i), urls.get(i).toString()))
                .toList();
    }

    static RoutingControl west(Outside outside) {
        return new RoutingControl(
                endpoints(outside), List.of(new Control(EAST_CONTROL, false), new Control(WEST_CONTROL, true)));
    }

    /** One endpoint only, so that nothing that goes wrong is made good by another one. */
    static Trial routing() {
        Trial cloud = Trial.cloud(
                new MetricPut(REGION, "unused", "unused", 0),
                outside -> {
                    outside.cloud.recoveryControl().put(EAST_CONTROL, true);
                    outside.cloud.recoveryControl().put(WEST_CONTROL, false);
                    outside.cloud.recoveryControl().put(control("another"), true);
                },
                outside -> List.of(
                        outside.cloud.recoveryControl().state(EAST_CONTROL),
                        outside.cloud.recoveryControl().state(WEST_CONTROL),
                        outside.cloud.recoveryControl().state(control("another"))),
                List.of(true, false, true),
                List.of(false, true, true),
                "route53-recovery-cluster:ListRoutingControls",
                "route53-recovery-cluster:UpdateRoutingControlStates");
        return new Trial(
                outside -> new RoutingControl(
                        endpoints(outside).subList(0, 1), west(outside).controls()),
                cloud.prepare(),
                cloud.state(),
                cloud.was(),
                cloud.becomes(),
                cloud.look(),
                cloud.write(),
                cloud.writes(),
                cloud.calls(),
                cloud.words());
    }

    static Trial ssm() {
        return new Trial(
                _ -> new SsmPut(REGION, "/orders/size", "6"),
                outside -> outside.ssm.put(REGION, "/orders/size", "String", "2"),
                outside -> outside.ssm.parameter(REGION, "/orders/size").map(Parameter::value),
                Optional.of("2"),
                Optional.of("6"),
                (outside, fault) -> outside.ssm.faults().inject(ParameterOperation.GET, fault),
                (outside, fault) -> outside.ssm.faults().inject(ParameterOperation.PUT, fault),
                outside -> outside.ssm.calls().stream()
                        .filter(ParameterCall::accepted)
                        .filter(call -> call.operation() == ParameterOperation.PUT)
                        .count(),
                outside -> outside.ssm.calls().size(),
                new Words(Ssm.throttling(), Words.THROTTLED, Ssm.internalError(), Words.BROKEN));
    }

    static Trial sns() {
        return Trial.cloud(
                new SnsNotify(REGION, TOPIC),
                outside -> outside.cloud.sns().putTopic(TOPIC),
                outside -> outside.cloud.sns().messages().stream()
                        .map(message -> message.attributes().get("idempotencyKey"))
                        .distinct()
                        .count(),
                0L,
                1L,
                "sns:Publish",
                "sns:Publish");
    }

    static Trial webhook() {
        return new Trial(
                outside -> new Webhook(outside.hooks.uri() + "/orders", null),
                _ -> {},
                outside -> (long) outside.hooks.told().size(),
                0L,
                1L,
                (outside, fault) -> outside.hooks.fail(fault, 1),
                (outside, fault) -> outside.hooks.fail(fault, 1),
                outside -> outside.hooks.deliveries().stream()
                        .filter(Delivery::taken)
                        .count(),
                outside -> outside.hooks.deliveries().size(),
                new Words(new Fault.Error(429, "", ""), "http-429", new Fault.Error(500, "", ""), "http-500"));
    }

    static Trial lambda() {
        return Trial.cloud(
                new LambdaInvoke(REGION, "warm-up"),
                outside -> outside.cloud.lambda().put(REGION, "warm-up"),
                outside -> outside.cloud.lambda().invocations().stream()
                        .map(invocation -> invocation.payload().replaceAll(".*\"idempotencyKey\":\"([^\"]*)\".*", "$1"))
                        .distinct()
                        .count(),
                0L,
                1L,
                "lambda:Invoke",
                "lambda:Invoke");
    }

    static Trial metric() {
        return Trial.cloud(
                new MetricPut(REGION, "Signalbox", "Failovers", 1),
                _ -> {},
                outside -> outside.cloud.cloudWatch().data().stream()
                        .map(datum -> datum.metric() + datum.dimensions() + datum.value())
                        .distinct()
                        .count(),
                0L,
                1L,
                "monitoring:PutMetricData",
                "monitoring:PutMetricData");
    }
}

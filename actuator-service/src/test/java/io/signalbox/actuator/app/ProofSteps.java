package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.adopt;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.undo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.PublicAddresses;
import io.signalbox.actuator.SignalWorld;
import io.signalbox.actuator.World;
import io.signalbox.actuator.app.ProofWork.Result;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.dns.ProvidedServers;
import io.signalbox.actuator.step.StepDispatcher;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.cloud.RecoveryControl;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of plans, each done by the executors of a process that has just started. */
final class ProofSteps {

    private static final String REGION = "us-west-2";
    private static final String CLUSTER = "arn:aws:rds:us-west-2:123456789012:cluster:orders-west";
    private static final String EAST_CLUSTER = "arn:aws:rds:us-east-1:123456789012:cluster:orders-east";
    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:failovers";
    private static final String CONTROLS =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/0f/routingcontrol/";
    private static final Fence CLAIM = moving(17, "p17").leadingTo(WEST).marking(Marks.NONE.stale(EAST, 17));
    private static final HostedZone.Vpc NETWORK = new HostedZone.Vpc("vpc-1", "us-east-1");
    private static final int MOST_ATTEMPTS = 500;
    /** After this many attempts that wait for a permission, none will be done. */
    private static final int MOST_DENIED = 20;

    private static final Fence HOME = fence(16, EAST, "p16");
    private static final String ZONE_ID = "Z0123456789ABCDEFGHIJ";
    private static final Duration PAUSE = Duration.ofMillis(20);

    private ProofSteps() {}

    static List<ProofWork> all() {
        return List.of(
                new ProofWork(
                        "dns-adopt, dns-switch",
                        Commanded.ORDERS,
                        Holder.ACTUATOR,
                        List.of("route53"),
                        (policy, _) -> switches(policy)),
                new ProofWork(
                        "dns-adopt, dns-switch in a zone with an id",
                        Commanded.ORDERS.replace("zone: example.com", "zone: " + ZONE_ID),
                        Holder.ACTUATOR,
                        List.of("route53"),
                        (policy, _) -> switchesById(policy)),
                action(
                        "ecs-scale: {region: us-west-2, cluster: shop, service: orders, desired: 6}",
                        outside -> {
                            outside.cloud.ecs().put(REGION, "shop", "orders", 2);
                            outside.cloud.applicationAutoScaling().put(REGION, "shop", "orders", 1, 4);
                        },
                        "ecs",
                        "application-autoscaling"),
                action(
                        "asg-scale: {region: us-west-2, group: orders, min: 4, desired: 6, max: 20, onDemandPercent: 100}",
                        outside -> outside.cloud.autoScaling().put(REGION, "orders", 1, 2, 10, 25),
                        "autoscaling"),
                action(
                        "rds-promote: {region: us-west-2, instance: replica, maxLag: 10s}",
                        outside -> {
                            outside.cloud.rds().putReplica(REGION, "replica", "orders");
                            lag(outside, "ReplicaLag", "DBInstanceIdentifier", "replica");
                        },
                        "rds",
                        "cloudwatch"),
                action(
                        "rds-promote: {region: us-west-2, cluster: orders-west}",
                        outside -> outside.cloud
                                .rds()
                                .putReplicaCluster(REGION, "orders-west", EAST_CLUSTER.replace("-east", "")),
                        "rds"),
                action(
                        "aurora-failover: {region: us-west-2, globalCluster: orders, cluster: \"" + CLUSTER + "\"}",
                        ProofSteps::globalDatabase,
                        "rds"),
                action(
                        "aurora-switchover: {region: us-west-2, globalCluster: orders, cluster: \"" + CLUSTER + "\"}",
                        ProofSteps::globalDatabase,
                        "rds"),
                action(
                        "routing-control: {endpoints: [{region: us-east-1, url: \"https://a.example.com/v1\"}], controls: [{arn: \""
                                + CONTROLS + "east\", state: off}, {arn: \"" + CONTROLS + "west\", state: on}]}",
                        outside -> {
                            outside.cloud.recoveryControl().put(CONTROLS + "east", true);
                            outside.cloud.recoveryControl().put(CONTROLS + "west", false);
                        },
                        "route53-recovery-cluster"),
                action("ssm-put: {region: us-west-2, name: /orders/size, value: \"6\"}", _ -> {}, "ssm"),
                action(
                        "sns-notify: {region: us-west-2, topic: \"" + TOPIC + "\"}",
                        outside -> outside.cloud.sns().putTopic(TOPIC),
                        "sns"),
                action(
                        "lambda-invoke: {region: us-west-2, function: warm-up}",
                        outside -> outside.cloud.lambda().put(REGION, "warm-up"),
                        "lambda"),
                action(
                        "metric-put: {region: us-west-2, namespace: Signalbox, name: Failovers, value: 1}",
                        _ -> {},
                        "cloudwatch"),
                new ProofWork(
                        "signal-switch", signalled(), Holder.ACTUATOR, List.of("s3"), (policy, _) -> signals(policy)),
                new ProofWork(
                        "signal-switch with routing controls",
                        controlled(),
                        Holder.ACTUATOR,
                        List.of("route53-recovery-cluster"),
                        (policy, _) -> controls(policy)));
    }

    private static String controlled() {
        String endpoint = "{region: %s, url: \"https://%s.example.com/v1\"}";
        String endpoints = RecoveryControl.REGIONS.stream()
                .map(region -> endpoint.formatted(region, region))
                .collect(Collectors.joining(", "));
        return signalled()
                .replace(
                        "region: us-west-2}}",
                        "region: us-west-2, routingControl: {endpoints: [" + endpoints + "], preferred: \""
                                + SignalWorld.EAST_CONTROL + "\", standby: \"" + SignalWorld.WEST_CONTROL + "\"}}}");
    }

    private static String signalled() {
        return Commanded.ORDERS
                .replace(
                        "ttl: 60s}",
                        "ttl: 60s, routing: failover, signal: {bucket: orders-signal, key: signalbox/orders, region: us-west-2}}")
                .replace(
                        "address: {ipv4: [127.0.10.1]}",
                        "address: {ipv4: [127.0.10.1]}, healthCheck: 00000000-0000-0000-0000-000000000000");
    }

    private static void lag(Outside outside, String metric, String dimension, String name) {
        outside.cloud.cloudWatch().putDatum(REGION, "AWS/RDS", metric, Map.of(dimension, name), 3);
    }

    private static void globalDatabase(Outside outside) {
        outside.cloud.rds().putGlobalCluster("orders", List.of(EAST_CLUSTER, CLUSTER), EAST_CLUSTER);
    }

    private static ProofWork action(String step, Consumer<Outside> prepare, String... services) {
        String plan = "    plans: {failover: [{name: it, " + step + "}, {dns-switch: {}}]}\n";
        return new ProofWork(
                step.substring(0, step.indexOf(':')),
                Commanded.ORDERS + plan,
                Holder.ACTUATOR,
                List.of(services),
                (policy, topology) -> acts(policy, planned(topology), prepare));
    }

    private static Action planned(Topology topology) {
        return topology.services().getFirst().plans().of(Plans.Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .map(Step::work)
                .filter(Work.Act.class::isInstance)
                .map(work -> ((Work.Act) work).action())
                .findFirst()
                .orElseThrow();
    }

    private static Result acts(Policy policy, Action planned, Consumer<Outside> prepare) {
        try (var world = new World()) {
            world.seed(records(EAST), record(CLAIM));
            prepare.accept(world.outside);
            allow(world.identities, policy);
            Action action = reachable(planned, world.outside);
            var told = new ArrayList<Map<String, String>>();
            String trouble = carry(world::steps, act(CLAIM, action), told);
            if (trouble.isEmpty() && action.wayBack() == Action.Return.REMEMBERED) {
                trouble = carry(world::steps, undo(act(CLAIM, action), told.getFirst()), told);
            }
            return Result.of(trouble, world.identities);
        }
    }

    /** The endpoints of the sandbox have other addresses in each run. */
    private static Action reachable(Action planned, Outside outside) {
        if (!(planned instanceof RoutingControl controls)) {
            return planned;
        }
        var urls = outside.cloud.recoveryControl().endpoints();
        return new RoutingControl(
                IntStream.range(0, urls.size())
                        .mapToObj(i -> new RoutingControl.Endpoint(
                                RecoveryControl.REGIONS.get(i), urls.get(i).toString()))
                        .toList(),
                controls.controls());
    }

    /** The resolver answers a private zone of the same name: only the API tells the servers that clients ask. */
    static Result switches(Policy policy) {
        try (var world = new World();
                var resolver = NameServer.resolver(world.route53, NETWORK)) {
            world.route53.createPrivateZone(ZONE, NETWORK);
            world.seed(records(EAST));
            allow(world.identities, policy);
            var addresses = new PublicAddresses(world.zone, world.nameServer, resolver);
            try (var servers = new DirectQueries(
                    new ProvidedServers(world.provider(), addresses, (_, _) -> {}, InstantSource.system()))) {
                return Result.of(switched(ZONE, () -> world.steps(servers)), world.identities);
            }
        }
    }

    private static Result switchesById(Policy policy) {
        try (var world = World.withZone(ZONE_ID).undescribed()) {
            world.seed(records(EAST));
            allow(world.identities, policy);
            var addresses = new PublicAddresses(world.zone, world.nameServer, world.nameServer);
            try (var servers = new DirectQueries(
                    new ProvidedServers(world.provider(), addresses, (_, _) -> {}, InstantSource.system()))) {
                return Result.of(switched(ZONE_ID, () -> world.steps(servers)), world.identities);
            }
        }
    }

    private static String switched(String zone, Supplier<StepDispatcher> steps) {
        Fence first = fence(1, EAST, "p1");
        String trouble = carry(steps, adopt(zone, first), new ArrayList<>());
        return trouble.isEmpty()
                ? carry(steps, move(zone, first, fence(2, WEST, "p2"), records(EAST)), new ArrayList<>())
                : trouble;
    }

    private static Result signals(Policy policy) {
        try (var world = new SignalWorld(HOME);
                var outside = new Outside(world.meters)) {
            allow(world.identities, policy);
            return Result.of(thereAndBack(world, outside), world.identities);
        }
    }

    private static Result controls(Policy policy) {
        var identities = new Identities();
        try (var outside = new Outside(new SimpleMeterRegistry(), identities);
                var world = SignalWorld.controlled(HOME, outside)) {
            allow(identities, policy);
            return Result.of(thereAndBack(world, outside), identities);
        }
    }

    /** The signal is looked for, written, and removed. */
    private static String thereAndBack(SignalWorld world, Outside outside) {
        Supplier<StepDispatcher> steps = () -> world.steps(outside);
        Fence away = fence(17, WEST, "p17");
        return Stream.of(world.move(HOME, away), world.move(away, fence(18, EAST, "p18")))
                .map(move -> carry(steps, move, new ArrayList<>()))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    static void allow(Identities identities, Policy policy) {
        identities.addUserWithSecret("actuator", "secret");
        identities.policies().attach("arn:aws:iam::" + Identities.HOME + ":user/actuator", policy);
    }

    /** @return the first failure, or what a step waits for without end; empty when it is done */
    private static String carry(Supplier<StepDispatcher> steps, Command first, List<Map<String, String>> told) {
        Command next = first;
        String waits = "";
        int denied = 0;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            StepOutcome outcome = steps.get().attempt(next);
            if (!outcome.previous().isEmpty()) {
                told.add(outcome.previous());
            }
            String trouble = trouble(outcome);
            if (trouble != null) {
                return trouble;
            }
            waits = String.valueOf(outcome.result());
            denied += waits.contains(ProofWork.DENIED) ? 1 : 0;
            if (denied == MOST_DENIED) {
                break;
            }
            next = again(
                    next,
                    outcome.result() instanceof InProgress waiting ? waiting.token() : next.token(),
                    next.previous().isEmpty() ? outcome.previous() : next.previous());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return "not done: " + waits;
    }

    /** Null while it goes on; empty when it is done. */
    private static @Nullable String trouble(StepOutcome outcome) {
        return switch (outcome.result()) {
            case Done _ -> "";
            case InProgress _ -> null;
            case Failed failed
            when failed.retryable() && !failed.cause().contains(FailureCause.ACCESS_DENIED.text()) -> null;
            case Failed failed -> failed.cause() + ": " + failed.detail();
            case Refused refused -> String.valueOf(refused);
        };
    }
}

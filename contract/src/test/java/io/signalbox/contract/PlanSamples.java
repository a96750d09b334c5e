package io.signalbox.contract;

import static io.signalbox.contract.Samples.AT;
import static io.signalbox.contract.Samples.CELL;
import static io.signalbox.contract.Samples.CLAIM;
import static io.signalbox.contract.Samples.DIGEST;
import static io.signalbox.contract.Samples.EAST;
import static io.signalbox.contract.Samples.FENCE;
import static io.signalbox.contract.Samples.HOSTNAME;
import static io.signalbox.contract.Samples.ORDERS;
import static io.signalbox.contract.Samples.REASON;
import static io.signalbox.contract.Samples.WEST;
import static io.signalbox.contract.Samples.directive;

import io.signalbox.contract.Samples.Sample;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalControls;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.step.AsgScale;
import io.signalbox.contract.step.AuroraFailover;
import io.signalbox.contract.step.AuroraSwitchover;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.K8sScale;
import io.signalbox.contract.step.K8sScale.Workload;
import io.signalbox.contract.step.LambdaInvoke;
import io.signalbox.contract.step.MetricPut;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.step.RoutingControl.Control;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What travels for plans, approvals, drills and readiness. */
final class PlanSamples {

    private static final Map<String, String> PREVIOUS = Map.of("value", "1");

    private PlanSamples() {}

    static List<Sample<?>> all() {
        return List.of(
                directive(
                        "override-queued",
                        ORDERS,
                        new Directive.Override(WEST, null, false, true, Directive.During.QUEUE)),
                directive("freeze-holding-plans", ORDERS, new Directive.Freeze(null, true)),
                directive("acknowledge-reseeded", ORDERS, new Directive.Acknowledge(true)),
                directive("reseeded", ORDERS, new Directive.Reseeded(EAST, 17)),
                directive("approve", ORDERS, new Directive.Approve(true, null)),
                directive("approve-every-service", null, new Directive.Approve(null, AT)),
                directive("reject", ORDERS, new Directive.Reject()),
                directive("cancel", ORDERS, new Directive.Cancel()),
                directive("start-drill", ORDERS, new Directive.StartDrill("monthly", AT, WEST, Duration.ofMinutes(30))),
                directive("stop-drill", ORDERS, new Directive.StopDrill()),
                directive("re-adopt", ORDERS, new Directive.ReAdopt(null)),
                directive("re-adopt-found", ORDERS, new Directive.ReAdopt(5_000L)),
                directive(
                        "end-hold",
                        ORDERS,
                        new Directive.EndHold(Directive.EndHold.What.FREEZE, new CellName("eu-west-1"))),
                directive(
                        "end-hold-unreadable", ORDERS, new Directive.EndHold(Directive.EndHold.What.UNREADABLE, null)),
                command("dns-readopt", readopt(null, null), null, Map.of()),
                command("dns-readopt-signal", readopt(true, true), null, Map.of()),
                directive("lift-quarantine", ORDERS, new Directive.LiftQuarantine(null)),
                directive("lift-quarantine-discarding", ORDERS, new Directive.LiftQuarantine(true)),
                command("claim", new StepArguments.Claim("example.com", HOSTNAME), null, Map.of()),
                command("signal-switch", signalSwitch(null), null, Map.of()),
                command("signal-switch-role", signalWithRole(), null, Map.of()),
                command(
                        "signal-switch-controls",
                        signalSwitch(new SignalControls(
                                List.of(new SignalControls.Endpoint("us-west-2", "https://a.example.com/v1")),
                                CONTROL,
                                CONTROL + "-west")),
                        null,
                        Map.of()),
                command("webhook", new Webhook("https://hooks.example.com/x", "HOOK_KEY"), null, Map.of()),
                command("ssm-put", new SsmPut("us-west-2", "/orders/active", "us-west-2"), null, PREVIOUS),
                command("ssm-restore", new SsmPut("us-west-2", "/orders/active", "us-west-2"), true, PREVIOUS),
                command("ecs-scale", new EcsScale("us-west-2", "shop", "web", 6), null, Map.of()),
                command("ecs-scale-exactly", new EcsScale("us-west-2", "shop", "web", 6, true), null, Map.of()),
                withRole("ecs-scale-role", new EcsScale("us-west-2", "shop", "web", 6)),
                command("asg-scale", new AsgScale("us-west-2", "web", 2, 4, 8, 100), null, Map.of()),
                command("asg-scale-desired", new AsgScale("us-west-2", "web", null, 4, null, null), null, Map.of()),
                command(
                        "k8s-scale",
                        new K8sScale(
                                "https://kubernetes.default.svc", "shop", Workload.DEPLOYMENT, "web", 6, "K8S_TOKEN"),
                        null,
                        Map.of()),
                command(
                        "k8s-scale-eks",
                        new K8sScale(
                                "https://0A1B.gr7.us-west-2.eks.amazonaws.com",
                                "shop",
                                Workload.DEPLOYMENT,
                                "web",
                                6,
                                null,
                                null,
                                new K8sScale.Eks("us-west-2", "shop")),
                        null,
                        Map.of()),
                command("rds-promote", new RdsPromote("us-west-2", "orders-replica", 5), null, Map.of()),
                command(
                        "rds-promote-cluster",
                        new RdsPromote("us-west-2", null, 5, "orders-replica", 3_600),
                        null,
                        Map.of()),
                command("lambda-invoke-async", new LambdaInvoke("us-west-2", "warm-up", true), null, Map.of()),
                command("aurora-failover", new AuroraFailover("us-west-2", "orders", CLUSTER), null, Map.of()),
                command("aurora-switchover", new AuroraSwitchover("us-west-2", "orders", CLUSTER), null, Map.of()),
                command(
                        "routing-control",
                        new RoutingControl(
                                List.of(new Endpoint("us-east-1", "https://a.route53-recovery-cluster.example.com/v1")),
                                List.of(new Control(CONTROL, true))),
                        null,
                        Map.of()),
                command(
                        "sns-notify",
                        new SnsNotify("us-west-2", "arn:aws:sns:us-west-2:123456789012:failovers"),
                        null,
                        Map.of()),
                command("lambda-invoke", new LambdaInvoke("us-west-2", "failover-hook"), null, Map.of()),
                command("metric-put", new MetricPut("us-west-2", "Signalbox", "Failover", 1.5), null, Map.of()),
                new Sample<>("outcome-previous", Outcome.class, previous()),
                new Sample<>("outcome-untouched", Outcome.class, untouched()),
                new Sample<>("verdict-checks", SiteVerdict.class, verdict()),
                new Sample<>("verdict-shadow", SiteVerdict.class, verdict().beside(verdict())),
                new Sample<>("state-planned", ServiceStatus.class, state()),
                new Sample<>("state-stale", ServiceStatus.class, stale()),
                new Sample<>("state-warm", ServiceStatus.class, warm()));
    }

    private static final String CHECK = "7e4d2f0a-3c64-4f3f-9d1f-0d2a3b4c5d6e";
    private static final String CLUSTER = "arn:aws:rds:us-west-2:123456789012:cluster:orders-west";
    private static final String CONTROL =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/cp1/routingcontrol/rc1";

    private static StepArguments signalSwitch(@Nullable SignalControls controls) {
        return new StepArguments.SignalSwitch(
                "example.com",
                HOSTNAME,
                WEST,
                new SignalObject("orders-signal", "signalbox/orders", "us-west-2", controls, null),
                true,
                List.of(
                        failover("us-east-1", "192.0.2.10", RecordSet.Failover.PRIMARY, CHECK),
                        failover("us-west-2", "198.51.100.10", RecordSet.Failover.SECONDARY, null)));
    }

    private static StepArguments signalWithRole() {
        var plain = (StepArguments.SignalSwitch) signalSwitch(null);
        return new StepArguments.SignalSwitch(
                plain.zone(),
                plain.hostname(),
                plain.to(),
                plain.signal().with(new AwsRole("arn:aws:iam::111122223333:role/dns", null)),
                plain.raised(),
                plain.create());
    }

    private static Sample<Command> withRole(String kind, StepArguments arguments) {
        Sample<Command> plain = command(kind, arguments, null, Map.of());
        return new Sample<>(
                plain.name(),
                Command.class,
                plain.value().with(new AwsRole("arn:aws:iam::444455556666:role/workloads", "shop-42")));
    }

    private static StepArguments readopt(@Nullable Boolean raised, @Nullable Boolean unreadable) {
        var records = List.of(
                new RecordSet(HOSTNAME, RecordType.A, 60L, null, null, List.of("198.51.100.10"), null, null, null));
        var candidate =
                new StepArguments.DnsReadopt.Candidate(FENCE.marking(Marks.NONE.stale(EAST, 17)), records, raised);
        return new StepArguments.DnsReadopt(
                "example.com",
                HOSTNAME,
                List.of(candidate),
                raised == null ? null : new SignalObject("orders-signal", "signalbox/orders", "us-west-2"),
                unreadable);
    }

    private static RecordSet failover(
            String site, String address, RecordSet.Failover role, @Nullable String healthCheck) {
        return new RecordSet(HOSTNAME, RecordType.A, 60L, site, null, List.of(address), null, role, healthCheck);
    }

    private static Sample<Command> command(
            String kind, StepArguments arguments, Boolean restore, Map<String, String> previous) {
        var command = new Command(
                1,
                ORDERS,
                CELL,
                "us-west-2.orders.18",
                1,
                2,
                AT,
                AT.plusSeconds(30),
                CLAIM,
                CLAIM,
                null,
                arguments,
                DIGEST,
                restore,
                previous,
                "failover from us-east-1 to us-west-2",
                null);
        return new Sample<>("command-" + kind, Command.class, command);
    }

    private static StepOutcome previous() {
        var result = new StepOutcome.InProgress(Duration.ZERO, "previous", false, "told before it is changed");
        return new StepOutcome(
                1, ORDERS, "us-west-2.orders.18", 1, 1, AT, result, CLAIM, Map.of("received", AT), PREVIOUS);
    }

    private static StepOutcome untouched() {
        var result = new StepOutcome.Failed("replica-lag", "120 s behind; allowed are 5 s", true, true);
        return new StepOutcome(
                1, ORDERS, "us-west-2.orders.18", 1, 1, AT, result, CLAIM, Map.of("received", AT), Map.of());
    }

    private static SiteVerdict verdict() {
        var vote = new Vote(
                new VantageName("eu-west-1"), Verdict.UP, true, AT, "health 1 of 3 failures", AT.minusMillis(250));
        return new SiteVerdict(
                1,
                ORDERS,
                WEST,
                Verdict.UP,
                AT,
                null,
                List.of(vote),
                2,
                REASON,
                DIGEST,
                Map.of(new ProbeName("scaled"), Verdict.DOWN),
                null,
                null,
                null);
    }

    private static ServiceStatus state() {
        return new ServiceStatus(
                1,
                ORDERS,
                CELL,
                HOSTNAME,
                12,
                "moving",
                AT,
                EAST,
                WEST,
                17,
                FENCE,
                REASON,
                List.of(),
                List.of(new ServiceStatus.Site(
                        WEST,
                        2,
                        false,
                        Verdict.UP,
                        verdict(),
                        Verdict.DOWN,
                        Reason.of("suppressed", "failed too often"),
                        3400,
                        null)),
                new ServiceStatus.Override(WEST, "operator", "planned work", AT, null, "for plan m18-4"),
                null,
                null,
                DIGEST,
                "approve",
                new ServiceStatus.Plan(
                        "m18-4",
                        "override",
                        EAST,
                        WEST,
                        AT,
                        AT.plusSeconds(900),
                        List.of(new ServiceStatus.Step("scale", "ssm-put", 1, "asking", 2, AT, "throttled"))),
                new ServiceStatus.Awaited("failed-step", "scale has failed: throttled", AT, "operator"),
                new ServiceStatus.Drill("monthly", "there", EAST, WEST, "calendar", AT, AT.plusSeconds(1800), null),
                new ServiceStatus.DrillReport(
                        "monthly",
                        "succeeded",
                        EAST,
                        WEST,
                        AT,
                        AT.plusSeconds(1900),
                        AT.plusSeconds(3),
                        AT.plusSeconds(1900),
                        REASON),
                Reason.of("reseed", "us-east-1 was cut off by a one-way step"),
                new ServiceStatus.Shadow(EAST, false, AT, REASON),
                null,
                null);
    }

    private static ServiceStatus stale() {
        var stale = new ServiceStatus.Stale(17, Reason.of("stale-data", "the data of us-east-1 is stale"));
        return new ServiceStatus(
                1,
                ORDERS,
                CELL,
                HOSTNAME,
                12,
                "steady",
                AT,
                WEST,
                null,
                17,
                FENCE.marking(Marks.NONE.stale(EAST, 17).seeded(new SiteName("eu-west-1"), 9)),
                REASON,
                List.of(),
                List.of(new ServiceStatus.Site(EAST, 1, false, Verdict.UP, null, null, null, null, stale)),
                null,
                null,
                null,
                DIGEST,
                "auto",
                null,
                null,
                null,
                null,
                Reason.of("stale-data", "the data of us-east-1 is stale"),
                null,
                null,
                null);
    }

    private static ServiceStatus warm() {
        return new ServiceStatus(
                1,
                ORDERS,
                CELL,
                HOSTNAME,
                12,
                "steady",
                AT,
                WEST,
                null,
                17,
                FENCE.splitting(new Split(EAST, 10)),
                REASON,
                List.of(),
                List.of(),
                null,
                null,
                null,
                DIGEST,
                "auto",
                null,
                null,
                null,
                null,
                null,
                null,
                new ServiceStatus.Warm(EAST, 10, Reason.of("warm", "us-east-1 is kept warm with 10 % of the traffic")),
                null);
    }
}

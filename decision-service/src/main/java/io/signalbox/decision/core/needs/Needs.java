package io.signalbox.decision.core.needs;

import io.signalbox.contract.Action;
import io.signalbox.contract.Action.AsgScale;
import io.signalbox.contract.Action.AuroraFailover;
import io.signalbox.contract.Action.AuroraSwitchover;
import io.signalbox.contract.Action.EcsScale;
import io.signalbox.contract.Action.K8sScale;
import io.signalbox.contract.Action.LambdaInvoke;
import io.signalbox.contract.Action.MetricPut;
import io.signalbox.contract.Action.RdsPromote;
import io.signalbox.contract.Action.RoutingControl;
import io.signalbox.contract.Action.SnsNotify;
import io.signalbox.contract.Action.SsmPut;
import io.signalbox.contract.Action.Webhook;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.HealthCheckName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.needs.Need.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The table of what each kind of step calls. Actions and resources are those of the Service Authorization Reference,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
public final class Needs {

    /** Where the control plane of Route 53 runs, for all regions. */
    public static final String ROUTE53_HOME = "us-east-1";

    private static final String NAMES = "route53:ChangeResourceRecordSetsNormalizedRecordNames";

    private Needs() {}

    /** What the moves of a service need of AWS: its records, its fence and its signal. Nothing with a server of RFC 2136. */
    public static List<Need> ofName(Service service) {
        if (service.dns().provider() == Dns.Provider.RFC2136) {
            return List.of();
        }
        SignalObject signal = service.dns().signal();
        return signal == null ? List.of(records(service)) : List.of(records(service), signal(signal));
    }

    /** The move of a service that has a signal to its standby needs nothing else. */
    public static Need signal(SignalObject signal) {
        return Need.data(
                "Amazon S3",
                signal.region(),
                IamPermission.of(
                        "arn:aws:s3:::" + signal.bucket() + "/" + signal.key(),
                        "s3:DeleteObject",
                        "s3:GetObject",
                        "s3:PutObject"),
                // Without it a signal that is not there is answered like one that may not be read.
                IamPermission.of("arn:aws:s3:::" + signal.bucket(), "s3:ListBucket"));
    }

    private static Need records(Service service) {
        String zones = "arn:aws:route53:::hostedzone/*";
        List<String> names = List.of(service.hostname(), Fence.recordName(service.hostname()));
        var permissions = new ArrayList<>(List.of(
                IamPermission.of(zones, "route53:ChangeResourceRecordSets").where(NAMES, names),
                IamPermission.of(zones, "route53:ListResourceRecordSets"),
                IamPermission.of("arn:aws:route53:::change/*", "route53:GetChange"),
                IamPermission.of(IamPermission.ANY, "route53:ListHostedZonesByName")));
        if (service.sites().stream().anyMatch(Needs::hasNamedCheck)) {
            permissions.add(IamPermission.of(IamPermission.ANY, "route53:ListHealthChecks"));
        }
        return Need.control("Route 53", ROUTE53_HOME, permissions.toArray(IamPermission[]::new));
    }

    /** Records bear its id, which is found by the name. */
    private static boolean hasNamedCheck(Site site) {
        String check = site.healthCheck();
        return check != null && !HealthCheckName.isId(check);
    }

    /** What finding out needs who else has changed records. */
    static Need ofWriters() {
        return Need.control(
                "AWS CloudTrail", ROUTE53_HOME, IamPermission.of(IamPermission.ANY, "cloudtrail:LookupEvents"));
    }

    /** What a step beside the name needs; nothing where it calls nothing of AWS. */
    public static List<Need> of(Action action) {
        return switch (action) {
            case EcsScale ecs ->
                List.of(Need.control(
                        "Amazon ECS",
                        ecs.region(),
                        IamPermission.of(
                                arn("ecs", ecs.region(), "service/" + last(ecs.cluster()) + "/" + last(ecs.service())),
                                "ecs:DescribeServices",
                                "ecs:UpdateService")));
            case AsgScale asg ->
                List.of(Need.control(
                        "EC2 Auto Scaling",
                        asg.region(),
                        IamPermission.of(
                                arn(
                                        "autoscaling",
                                        asg.region(),
                                        "autoScalingGroup:*:autoScalingGroupName/" + asg.group()),
                                "autoscaling:UpdateAutoScalingGroup"),
                        IamPermission.of(IamPermission.ANY, "autoscaling:DescribeAutoScalingGroups")));
            case RdsPromote rds -> promotion(rds);
            case AuroraFailover aurora ->
                aurora(aurora.region(), aurora.globalCluster(), aurora.cluster(), "rds:FailoverGlobalCluster");
            // Back to whichever cluster wrote before, which the topology does not name.
            case AuroraSwitchover aurora ->
                aurora(
                        aurora.region(),
                        aurora.globalCluster(),
                        aurora.cluster()
                                .replaceFirst(":rds:[^:]*:", ":rds:*:")
                                .replaceFirst(":cluster:.*", ":cluster:*"),
                        "rds:SwitchoverGlobalCluster");
            case RoutingControl routing -> List.of(routing(routing));
            case SsmPut ssm ->
                List.of(Need.control(
                        "Systems Manager",
                        ssm.region(),
                        IamPermission.of(
                                arn(
                                        "ssm",
                                        ssm.region(),
                                        "parameter/" + ssm.name().replaceFirst("^/", "")),
                                "ssm:DeleteParameter",
                                "ssm:GetParameter",
                                "ssm:PutParameter")));
            case SnsNotify sns ->
                List.of(Need.data("Amazon SNS", sns.region(), IamPermission.of(sns.topic(), "sns:Publish")));
            case LambdaInvoke lambda ->
                List.of(Need.data(
                        "AWS Lambda",
                        lambda.region(),
                        IamPermission.of(
                                lambda.function().startsWith("arn:")
                                        ? lambda.function()
                                        : arn("lambda", lambda.region(), "function:" + lambda.function()),
                                "lambda:InvokeFunction")));
            case MetricPut metric ->
                List.of(Need.data(
                        "Amazon CloudWatch",
                        metric.region(),
                        IamPermission.of(IamPermission.ANY, "cloudwatch:PutMetricData")
                                .where("cloudwatch:namespace", List.of(metric.namespace()))));
            case K8sScale _, Webhook _ -> List.of();
        };
    }

    private static List<Need> promotion(RdsPromote rds) {
        Need promotes = Need.control(
                "Amazon RDS",
                rds.region(),
                IamPermission.of(
                        arn("rds", rds.region(), "db:" + rds.instance()),
                        "rds:DescribeDBInstances",
                        "rds:PromoteReadReplica"));
        Need measures = Need.data(
                "Amazon CloudWatch",
                rds.region(),
                IamPermission.of(IamPermission.ANY, "cloudwatch:GetMetricStatistics"));
        return rds.maxLagSeconds() == null ? List.of(promotes) : List.of(promotes, measures);
    }

    private static List<Need> aurora(String region, String global, String cluster, String action) {
        String globalArn = "arn:aws:rds::*:global-cluster:" + global;
        return List.of(Need.control(
                "Amazon RDS",
                region,
                new IamPermission(List.of(action), List.of(globalArn, cluster), new TreeMap<>()),
                IamPermission.of(globalArn, "rds:DescribeGlobalClusters")));
    }

    private static Need routing(RoutingControl routing) {
        return new Need(
                "Application Recovery Controller",
                Plane.DATA,
                routing.endpoints().stream()
                        .map(RoutingControl.Endpoint::region)
                        .toList(),
                List.of(
                        IamPermission.of(IamPermission.ANY, "route53-recovery-cluster:ListRoutingControls"),
                        new IamPermission(
                                List.of("route53-recovery-cluster:UpdateRoutingControlStates"),
                                routing.controls().stream()
                                        .map(RoutingControl.Control::arn)
                                        .toList(),
                                new TreeMap<>())));
    }

    private static String arn(String api, String region, String resource) {
        return "arn:aws:" + api + ":" + region + ":*:" + resource;
    }

    /** The name in a name or an ARN. */
    private static String last(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}

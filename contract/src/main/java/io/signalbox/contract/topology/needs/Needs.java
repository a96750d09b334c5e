package io.signalbox.contract.topology.needs;

import io.signalbox.contract.aws.AwsPartition;
import io.signalbox.contract.dns.SignalControls;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.IamPermission;
import io.signalbox.contract.step.Need;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.HealthCheckName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.AlarmLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The AWS APIs that the moves of a service call; each kind of action declares its own. Actions and resources are those of
 * the Service Authorization Reference,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
public final class Needs {

    private static final String NAMES = "route53:ChangeResourceRecordSetsNormalizedRecordNames";

    private Needs() {}

    /** The AWS permissions for a service's moves: records, fence and signal. Empty with a server of RFC 2136. */
    public static List<Need> ofName(Service service) {
        return Stream.concat(ofZone(service).stream(), ofSignal(service).stream())
                .toList();
    }

    /** Those of the role of its zone. */
    static List<Need> ofZone(Service service) {
        return service.dns().provider() == Dns.Provider.RFC2136 ? List.of() : List.of(records(service));
    }

    /** Those of the role of its signal. */
    static List<Need> ofSignal(Service service) {
        SignalObject signal = service.dns().signal();
        if (signal == null) {
            return List.of();
        }
        return signal.controls() == null
                ? List.of(signal(signal))
                : List.of(signal(signal), controls(signal.controls()));
    }

    /** The region of the control plane of the service's Route 53, for all regions of its partition. */
    public static String route53Home(Service service) {
        return partition(service).route53Home();
    }

    /** The partition of what the service names: all of it is in one. */
    private static AwsPartition partition(Service service) {
        Stream<AwsPartition> role = Stream.ofNullable(service.dns().role()).map(of -> AwsPartition.ofArn(of.arn()));
        Stream<AwsPartition> signal =
                Stream.ofNullable(service.dns().signal()).map(object -> AwsPartition.ofRegion(object.region()));
        Stream<AwsPartition> steps = service.plans()
                .actions()
                .flatMap(act -> act.action().needs().stream())
                .flatMap(need -> need.regions().stream())
                .map(AwsPartition::ofRegion);
        return Stream.of(role, signal, steps)
                .flatMap(Function.identity())
                .findFirst()
                .orElse(AwsPartition.AWS);
    }

    private static Need controls(SignalControls controls) {
        var wanted = new RoutingControl(
                controls.endpoints().stream()
                        .map(endpoint -> new RoutingControl.Endpoint(endpoint.region(), endpoint.url()))
                        .toList(),
                List.of(
                        new RoutingControl.Control(controls.preferred(), true),
                        new RoutingControl.Control(controls.standby(), false)));
        return wanted.needs().getFirst();
    }

    /** The move of a service that has a signal to its standby needs nothing else. */
    public static Need signal(SignalObject signal) {
        String bucket = AwsPartition.ofRegion(signal.region()).arn("s3:::" + signal.bucket());
        return Need.data(
                "Amazon S3",
                signal.region(),
                IamPermission.of(bucket + "/" + signal.key(), "s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
                // Without it a missing signal gets the same answer as a forbidden one.
                IamPermission.of(bucket, "s3:ListBucket"));
    }

    /** For {@code plan}, {@code apply} and {@code destroy}: records and fence, and the health checks that records bear. */
    static List<Need> ofBootstrap(Service service) {
        if (service.dns().provider() == Dns.Provider.RFC2136) {
            return List.of();
        }
        var permissions = new ArrayList<>(names(service));
        List<String> checks = service.sites().stream()
                .map(Site::healthCheck)
                .filter(Objects::nonNull)
                .toList();
        if (!checks.isEmpty()) {
            String any = partition(service).arn("route53:::healthcheck/*");
            permissions.add(IamPermission.of(any, "route53:GetHealthCheckStatus"));
            if (checks.stream().anyMatch(HealthCheckName::isId)) {
                permissions.add(IamPermission.of(any, "route53:GetHealthCheck"));
            }
            if (!checks.stream().allMatch(HealthCheckName::isId)) {
                permissions.add(
                        IamPermission.of(IamPermission.ANY, "route53:CreateHealthCheck", "route53:ListHealthChecks"));
                permissions.add(IamPermission.of(any, "route53:UpdateHealthCheck"));
            }
        }
        return List.of(Need.control("Route 53", route53Home(service), permissions.toArray(IamPermission[]::new)));
    }

    /** For the alarms that are checks. Composite alarms are shown to those only who may see all alarms. */
    static List<Need> ofProbes(Topology topology) {
        return AlarmLoad.in(topology).isEmpty()
                ? List.of()
                : List.of(new Need(
                        "Amazon CloudWatch",
                        Need.Plane.DATA,
                        List.of(),
                        List.of(IamPermission.of(IamPermission.ANY, "cloudwatch:DescribeAlarms"))));
    }

    private static List<IamPermission> names(Service service) {
        AwsPartition partition = partition(service);
        boolean byId = Dns.isZoneId(service.dns().zone());
        String zones =
                partition.arn("route53:::hostedzone/" + (byId ? service.dns().zone() : "*"));
        List<String> names = List.of(service.hostname(), Fence.recordName(service.hostname()));
        var permissions = new ArrayList<>(List.of(
                IamPermission.of(zones, "route53:ChangeResourceRecordSets").where(NAMES, names),
                IamPermission.of(zones, "route53:GetHostedZone", "route53:ListResourceRecordSets")));
        if (!byId) {
            permissions.add(IamPermission.of(IamPermission.ANY, "route53:ListHostedZonesByName"));
        }
        return permissions;
    }

    private static Need records(Service service) {
        var permissions = new ArrayList<>(names(service));
        permissions.add(IamPermission.of(partition(service).arn("route53:::change/*"), "route53:GetChange"));
        if (service.sites().stream().anyMatch(site -> site.healthCheck() != null)) {
            // Records bear the id of a check, which is found by its name; and a deleted one is found before a move
            // needs it.
            permissions.add(IamPermission.of(IamPermission.ANY, "route53:ListHealthChecks"));
        }
        return Need.control("Route 53", route53Home(service), permissions.toArray(IamPermission[]::new));
    }

    /** The AWS permissions for finding out who else has changed records. */
    static Need ofWriters(Service service) {
        return Need.control(
                "AWS CloudTrail", route53Home(service), IamPermission.of(IamPermission.ANY, "cloudtrail:LookupEvents"));
    }
}

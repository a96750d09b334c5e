package io.signalbox.contract.topology.needs;

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

/**
 * The AWS APIs that the moves of a service call; each kind of action declares its own. Actions and resources are those of
 * the Service Authorization Reference,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
public final class Needs {

    /** The region of Route 53's control plane, for all regions. */
    public static final String ROUTE53_HOME = "us-east-1";

    private static final String NAMES = "route53:ChangeResourceRecordSetsNormalizedRecordNames";

    private Needs() {}

    /** The AWS permissions for a service's moves: records, fence and signal. Empty with a server of RFC 2136. */
    public static List<Need> ofName(Service service) {
        if (service.dns().provider() == Dns.Provider.RFC2136) {
            return List.of();
        }
        SignalObject signal = service.dns().signal();
        if (signal == null) {
            return List.of(records(service));
        }
        return signal.controls() == null
                ? List.of(records(service), signal(signal))
                : List.of(records(service), signal(signal), controls(signal.controls()));
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
            String any = "arn:aws:route53:::healthcheck/*";
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
        return List.of(Need.control("Route 53", ROUTE53_HOME, permissions.toArray(IamPermission[]::new)));
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
        boolean byId = Dns.isZoneId(service.dns().zone());
        String zones = "arn:aws:route53:::hostedzone/" + (byId ? service.dns().zone() : "*");
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
        permissions.add(IamPermission.of("arn:aws:route53:::change/*", "route53:GetChange"));
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

    /** The AWS permissions for finding out who else has changed records. */
    static Need ofWriters() {
        return Need.control(
                "AWS CloudTrail", ROUTE53_HOME, IamPermission.of(IamPermission.ANY, "cloudtrail:LookupEvents"));
    }
}

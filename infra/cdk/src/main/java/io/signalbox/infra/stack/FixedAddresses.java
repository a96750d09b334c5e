package io.signalbox.infra.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.ec2.CfnEIP;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddNetworkTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkLoadBalancerTarget;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.constructs.Construct;

/** A network load balancer with an elastic address in each of its subnets: what A records can lead to. */
public final class FixedAddresses {

    private final NetworkLoadBalancer balancer;
    private final List<CfnEIP> addresses = new ArrayList<>();

    public FixedAddresses(Construct scope, IVpc network, List<ISubnet> subnets) {
        this.balancer = NetworkLoadBalancer.Builder.create(scope, "LoadBalancer")
                .vpc(network)
                .internetFacing(true)
                .build();
        var mappings = new ArrayList<Map<String, String>>();
        for (ISubnet subnet : subnets) {
            CfnEIP address = CfnEIP.Builder.create(scope, "Address" + (addresses.size() + 1))
                    .domain("vpc")
                    .build();
            addresses.add(address);
            mappings.add(Map.of("AllocationId", address.getAttrAllocationId(), "SubnetId", subnet.getSubnetId()));
        }
        CfnLoadBalancer below =
                (CfnLoadBalancer) Objects.requireNonNull(balancer.getNode().getDefaultChild());
        below.addPropertyDeletionOverride("Subnets");
        below.addPropertyOverride("SubnetMappings", mappings);
    }

    /** Ends TLS, and asks each target for {@code /healthz}. */
    public void lead(INetworkLoadBalancerTarget target, int port, String certificate) {
        balancer.addListener(
                        "Tls",
                        BaseNetworkListenerProps.builder()
                                .port(443)
                                .protocol(Protocol.TLS)
                                .certificates(List.of(ListenerCertificate.fromArn(certificate)))
                                .build())
                .addTargets(
                        "Targets",
                        AddNetworkTargetsProps.builder()
                                .port(port)
                                .protocol(Protocol.TCP)
                                .targets(List.of(target))
                                .healthCheck(HealthCheck.builder()
                                        .protocol(Protocol.HTTP)
                                        .path("/healthz")
                                        .build())
                                .build());
    }

    /** In the order of the subnets. */
    public List<String> addresses() {
        return addresses.stream().map(CfnEIP::getAttrPublicIp).toList();
    }
}

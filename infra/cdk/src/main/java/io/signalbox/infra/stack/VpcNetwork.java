package io.signalbox.infra.stack;

import java.util.List;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** A network in two availability zones: public subnets for what users reach, private ones with a NAT gateway each for the rest. */
public final class VpcNetwork {

    private static final int ZONES = 2;

    private VpcNetwork() {}

    /** In the first two availability zones that the account has in the region of deployment. */
    public static Vpc in(Construct scope, String cidr) {
        return common(scope, cidr).maxAzs(ZONES).build();
    }

    /** In these availability zones. */
    public static Vpc in(Construct scope, String cidr, List<String> zones) {
        return common(scope, cidr).availabilityZones(zones).build();
    }

    /** One public subnet, without a gateway that costs something. */
    public static Vpc small(Construct scope, String cidr) {
        return Vpc.Builder.create(scope, "Network")
                .ipAddresses(IpAddresses.cidr(cidr))
                .maxAzs(1)
                .natGateways(0)
                .subnetConfiguration(List.of(subnets("public", SubnetType.PUBLIC)))
                .build();
    }

    private static Vpc.Builder common(Construct scope, String cidr) {
        return Vpc.Builder.create(scope, "Network")
                .ipAddresses(IpAddresses.cidr(cidr))
                .natGateways(ZONES)
                .subnetConfiguration(List.of(
                        subnets("public", SubnetType.PUBLIC), subnets("private", SubnetType.PRIVATE_WITH_EGRESS)));
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(24)
                .build();
    }
}

package io.signalbox.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.VPC;

class PrivateZoneTest {

    private static final HostedZone.Vpc NETWORK = new HostedZone.Vpc("vpc-1", "us-east-1");

    private final Route53 route53 = Route53.start(Pace.INSTANT);
    private final HostedZone open = route53.createZone("example.com");
    private final HostedZone closed = route53.createPrivateZone("example.com", NETWORK);
    private final Sdk sdk = new Sdk(route53, open);

    @AfterEach
    void close() {
        sdk.close();
        route53.close();
    }

    @Test
    void isListedBesideThePublicZoneOfItsName() {
        assertThat(sdk.client()
                        .listHostedZonesByName(request -> request.dnsName("example.com"))
                        .hostedZones())
                .extracting(zone -> zone.id() + " " + zone.config().privateZone())
                .containsExactlyInAnyOrder(
                        "/hostedzone/" + open.id() + " false", "/hostedzone/" + closed.id() + " true");
    }

    @Test
    void hasNetworksAndNoDelegationSet() {
        var found = sdk.client().getHostedZone(request -> request.id(closed.id()));

        assertThat(found.delegationSet()).isNull();
        assertThat(found.vpCs())
                .containsExactly(
                        VPC.builder().vpcId("vpc-1").vpcRegion("us-east-1").build());
    }

    @Test
    void thePublicOneHasADelegationSetAndNoNetworks() {
        var found = sdk.client().getHostedZone(request -> request.id(open.id()));

        assertThat(found.delegationSet().nameServers()).containsExactly("ns-1.sandbox");
        assertThat(found.vpCs()).isEmpty();
    }
}

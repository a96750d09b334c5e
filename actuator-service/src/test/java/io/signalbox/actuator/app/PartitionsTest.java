package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.aws.GlobalRegions;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.aws.AwsPartition;
import io.signalbox.contract.aws.AwsRole;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The endpoints that are called in each partition, with FIPS and dual-stack: a proxy on loopback is asked for them. */
class PartitionsTest {

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));

    private final Map<String, String> before = new HashMap<>();
    private final AskedProxy proxy = AskedProxy.start();

    @BeforeEach
    void everythingGoesThroughTheProxy() {
        assumeTrue(System.getenv("AWS_REGION") == null, "this machine has a region in its environment");
        System.getProperties().stringPropertyNames().stream()
                .filter(property -> property.startsWith("aws.endpointUrl"))
                .forEach(property -> before.put(property, System.clearProperty(property)));
        set("https.proxyHost", "127.0.0.1");
        set("https.proxyPort", String.valueOf(proxy.port()));
    }

    private void set(String property, String value) {
        before.put(property, System.setProperty(property, value));
    }

    @AfterEach
    void asItWas() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        proxy.close();
    }

    private static ActionAttempt turn() {
        return new ActionAttempt(1, Deadline.after(Duration.ofSeconds(8)));
    }

    /** Whom the proxy was asked for. An actuator of another test may still run in this process, and ask for its own. */
    private List<String> asked(String service, String region) {
        var clients = new AwsClients(_ -> CREDENTIALS);
        try {
            switch (service) {
                case "ecs" ->
                    assertThatThrownBy(() -> new Calls<>(service, clients.byRegion(EcsClient::builder), meters())
                            .call(
                                    service,
                                    region,
                                    turn(),
                                    (client, within) -> client.describeServices(
                                            request -> request.services("x").overrideConfiguration(within))));
                case "ssm" ->
                    assertThatThrownBy(() -> new Calls<>(service, clients.byRegion(SsmClient::builder), meters())
                            .call(
                                    service,
                                    region,
                                    turn(),
                                    (client, within) -> client.getParameter(
                                            request -> request.name("x").overrideConfiguration(within))));
                case "s3" ->
                    assertThatThrownBy(() -> new Calls<String, S3Client>(
                                    service, clients.byRegion(AwsClients::s3), meters())
                            .call(
                                    service,
                                    region,
                                    turn(),
                                    (client, within) -> client.headObject(request -> request.bucket("orders-signal")
                                            .key("x")
                                            .overrideConfiguration(within))));
                case "sts" ->
                    assertThatThrownBy(() -> {
                        set("aws.region", region);
                        try (var sts = AwsTransport.sts(CREDENTIALS)) {
                            var _ = sts.getCallerIdentity();
                        }
                    });
                case "route53" ->
                    assertThatThrownBy(() -> {
                        set("aws.region", region);
                        Region home = new GlobalRegions(Optional.empty()).route53(null);
                        try (var route53 =
                                Route53Clients.client(Optional.<URI>empty(), home, CREDENTIALS, AwsTransport.once())) {
                            var _ = route53.listHostedZones();
                        }
                    });
                default -> throw new IllegalArgumentException(service);
            }
        } finally {
            clients.close();
        }
        return proxy.asked();
    }

    private static SimpleMeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    /** https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html */
    @ParameterizedTest
    @CsvSource({
        "ecs, us-west-2, ecs.us-west-2.amazonaws.com",
        "ecs, cn-north-1, ecs.cn-north-1.amazonaws.com.cn",
        "ecs, us-gov-west-1, ecs.us-gov-west-1.amazonaws.com",
        "ssm, cn-northwest-1, ssm.cn-northwest-1.amazonaws.com.cn",
        "s3, us-west-2, orders-signal.s3.us-west-2.amazonaws.com",
        "s3, cn-north-1, orders-signal.s3.cn-north-1.amazonaws.com.cn",
        "s3, us-gov-east-1, orders-signal.s3.us-gov-east-1.amazonaws.com",
        "sts, us-west-2, sts.us-west-2.amazonaws.com",
        "sts, cn-north-1, sts.cn-north-1.amazonaws.com.cn",
        "sts, us-gov-west-1, sts.us-gov-west-1.amazonaws.com",
        "route53, us-west-2, route53.amazonaws.com",
        "route53, cn-north-1, route53.amazonaws.com.cn",
        "route53, us-gov-east-1, route53.us-gov.amazonaws.com"
    })
    void eachPartitionHasItsEndpoints(String service, String region, String host) {
        assertThat(asked(service, region)).contains(host + ":443");
    }

    @ParameterizedTest
    @CsvSource({
        "ecs, us-west-2, ecs-fips.us-west-2.amazonaws.com",
        "ssm, us-west-2, ssm-fips.us-west-2.amazonaws.com",
        "s3, us-west-2, orders-signal.s3-fips.us-west-2.amazonaws.com",
        "sts, us-west-2, sts-fips.us-west-2.amazonaws.com",
        "route53, us-west-2, route53-fips.amazonaws.com"
    })
    void fipsEndpointsAreASettingOfTheSdk(String service, String region, String host) {
        set("aws.useFipsEndpoint", "true");

        assertThat(asked(service, region)).contains(host + ":443");
    }

    @ParameterizedTest
    @CsvSource({
        "ecs, us-west-2, ecs.us-west-2.api.aws",
        "s3, us-west-2, orders-signal.s3.dualstack.us-west-2.amazonaws.com",
        "s3, cn-north-1, orders-signal.s3.dualstack.cn-north-1.amazonaws.com.cn"
    })
    void dualStackEndpointsAreASettingOfTheSdk(String service, String region, String host) {
        set("aws.useDualstackEndpoint", "true");

        assertThat(asked(service, region)).contains(host + ":443");
    }

    /** The contract has no SDK; its table is the SDK's. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EUROPE")
    void theTableOfPartitionsIsTheSdks(AwsPartition partition) {
        var role = new AwsRole(partition.arn("iam::123456789012:role/x"), null);
        var regions = new GlobalRegions(Optional.empty());

        assertThat(role.partition()).isEqualTo(partition.id());
        assertThat(regions.route53Events(role)).isEqualTo(partition.route53Home());
        assertThat(PartitionMetadata.of(Region.of(partition.route53Home())).dnsSuffix())
                .isEqualTo(partition.dnsSuffix());
        assertThat(ServiceMetadata.of("route53")
                        .endpointFor(regions.route53(role))
                        .toString())
                .endsWith(partition.dnsSuffix());
    }

    /** The SDK knows no Route 53 there, so it is a setting. */
    @Test
    void aPartitionWithoutRoute53NeedsASetting() {
        var role = new AwsRole(AwsPartition.EUROPE.arn("iam::123456789012:role/x"), null);

        assertThatThrownBy(() -> new GlobalRegions(Optional.empty()).route53(role))
                .hasMessageContaining("quarkus.route53.aws.region")
                .hasMessageContaining("aws-eusc");
        assertThat(new GlobalRegions(Optional.of(Region.EUSC_DE_EAST_1)).route53(role))
                .isEqualTo(Region.EUSC_DE_EAST_1);
        assertThat(PartitionMetadata.of(Region.of(AwsPartition.EUROPE.route53Home()))
                        .dnsSuffix())
                .isEqualTo(AwsPartition.EUROPE.dnsSuffix());
    }

    @Test
    void everyRegionIsInThePartitionThatTheSdkSays() {
        assertThat(Region.regions())
                .filteredOn(region -> !region.isGlobalRegion())
                .isNotEmpty()
                .allMatch(region -> AwsPartition.ofRegion(region.id())
                        .id()
                        .equals(region.metadata().partition().id()));
    }
}

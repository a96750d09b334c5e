package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.ZONE;

import io.signalbox.actuator.Outside;
import io.signalbox.actuator.World;
import io.signalbox.actuator.app.ProofWork.Result;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.cloudtrail.CloudTrailWriters;
import io.signalbox.actuator.cloudtrail.OneAccount;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.sandbox.iam.Policy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/** Reads outside of steps: names of health checks, other writers of records, and alarms. */
final class ProofReads {

    private static final String WATCHED =
            Commanded.ORDERS.replace("tcp: {port: 80}", "cloudwatch-alarm: {region: us-west-2, name: orders-errors}");

    private ProofReads() {}

    static List<ProofWork> all() {
        return List.of(
                new ProofWork(
                        "records with a named health check",
                        ProofCommands.CHECKED,
                        Holder.ACTUATOR,
                        List.of("route53:ListHealthChecks"),
                        (policy, _) -> readsChecks(policy)),
                new ProofWork(
                        "who else changes records",
                        Commanded.ORDERS,
                        Holder.ACTUATOR,
                        List.of("cloudtrail"),
                        (policy, _) -> readsHistory(policy)),
                new ProofWork(
                        "an alarm as a check",
                        WATCHED,
                        Holder.PROBE,
                        List.of("cloudwatch"),
                        (policy, _) -> readsAlarms(policy)));
    }

    private static Result readsChecks(Policy policy) {
        try (var world = new World();
                var client = World.client(world.route53)) {
            String id = client.createHealthCheck(request -> request.callerReference("signalbox:orders-east")
                            .healthCheckConfig(config -> config.type(HealthCheckType.TCP)
                                    .ipAddress("127.0.0.1")
                                    .port(9)))
                    .healthCheck()
                    .id();
            world.seed(List.of(new RecordSet(
                    HOSTNAME,
                    RecordType.A,
                    60L,
                    "us-east-1",
                    null,
                    List.of(EAST_ADDRESS),
                    null,
                    RecordSet.Failover.PRIMARY,
                    id)));
            ProofSteps.allow(world.identities, policy);
            return Result.of(
                    read(new Route53Provider(
                            client, world.meters, new RequestBudget(() -> 1000), () -> Set.of("orders-east"))),
                    world.identities);
        }
    }

    private static String read(Route53Provider provider) {
        try {
            var _ = provider.zone(ZONE, Duration.ofSeconds(5)).records(HOSTNAME);
            return "";
        } catch (ZoneUnavailableException e) {
            return e.cause() + ": " + e.getMessage();
        }
    }

    static Result readsHistory(Policy policy) {
        try (var world = new World();
                var client = client(CloudTrailClient.builder(), "us-east-1", world.outside.cloud.endpoint())) {
            ProofSteps.allow(world.identities, policy);
            String words = new CloudTrailWriters(
                            new Calls<>("cloudtrail", _ -> client, world.meters), new OneAccount(Outside.CREDENTIALS))
                    .lastOf(HOSTNAME, Instant.now().minusSeconds(60))
                    .words();
            return Result.of(words.contains(FailureCause.ACCESS_DENIED.text()) ? words : "", world.identities);
        }
    }

    /** Asks as probe-service does. */
    private static Result readsAlarms(Policy policy) {
        try (var world = new World();
                var client = client(CloudWatchClient.builder(), "us-west-2", world.outside.cloud.endpoint())) {
            ProofSteps.allow(world.identities, policy);
            String trouble = "";
            try {
                var _ = client.describeAlarms(request -> request.alarmNames("orders-errors"));
            } catch (AwsServiceException e) {
                trouble = String.valueOf(e.getMessage());
            }
            return Result.of(trouble, world.identities);
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String region, URI endpoint) {
        return builder.region(Region.of(region))
                .endpointOverride(endpoint)
                .credentialsProvider(Outside.CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}

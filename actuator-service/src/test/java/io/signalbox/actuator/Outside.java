package io.signalbox.actuator;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.capacity.AutoScalingGroups;
import io.signalbox.actuator.capacity.EcsScaling;
import io.signalbox.actuator.capacity.EcsServices;
import io.signalbox.actuator.capacity.EksTokens;
import io.signalbox.actuator.capacity.K8sAccess;
import io.signalbox.actuator.capacity.K8sApi;
import io.signalbox.actuator.capacity.K8sWorkloads;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.TrafficControls;
import io.signalbox.actuator.credentials.RestoreKeys;
import io.signalbox.actuator.credentials.SignedValues;
import io.signalbox.actuator.database.AuroraFailovers;
import io.signalbox.actuator.database.AuroraSwitchovers;
import io.signalbox.actuator.database.RdsReplicas;
import io.signalbox.actuator.database.ReplicaLag;
import io.signalbox.actuator.http.JudgedHttp;
import io.signalbox.actuator.notify.CloudWatchMetrics;
import io.signalbox.actuator.notify.HttpMessenger;
import io.signalbox.actuator.notify.LambdaFunctions;
import io.signalbox.actuator.notify.SnsTopics;
import io.signalbox.actuator.recovery.Endpoints;
import io.signalbox.actuator.recovery.RoutingControls;
import io.signalbox.actuator.recovery.SignalSteering;
import io.signalbox.actuator.ssm.SsmParameters;
import io.signalbox.actuator.step.ActionExecutors;
import io.signalbox.actuator.step.FenceGuard;
import io.signalbox.actuator.step.RememberedValues;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.hooks.WebhookReceiver;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.kubernetes.Kubernetes;
import io.signalbox.sandbox.ssm.Ssm;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53recoverycluster.Route53RecoveryClusterClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** All that steps act on beside the name, and the executors in front of it. */
public final class Outside implements AutoCloseable {

    public static final String SECRET_VARIABLE = "HOOK_KEY";
    public static final String SECRET = "open sesame";
    public static final String TOKEN_VARIABLE = "CLUSTER_TOKEN";

    private static final Path NO_POD = Path.of("target", "no-pod");

    public static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("actuator", "secret"));

    public final Ssm ssm;
    public final WebhookReceiver hooks = WebhookReceiver.start();
    public final Cloud cloud;
    public final Kubernetes kubernetes = Kubernetes.start();
    private final InstantSource clock = InstantSource.system();
    private final Queue<Runnable> open = new ConcurrentLinkedQueue<>();
    private final MeterRegistry meters;
    private final List<ExecutionInterceptor> interceptors;
    private final Map<String, String> environment;
    private final JudgedHttp http = new JudgedHttp(() -> AllowedAddresses.NONE);
    private final HttpMessenger webhooks;
    private RememberedValues remembered = new SignedValues(RestoreKeys.of(Optional.empty()));

    public Outside(MeterRegistry meters) {
        this(meters, new Identities());
    }

    /** @param interceptors of the clients of AWS */
    public Outside(MeterRegistry meters, Identities identities, ExecutionInterceptor... interceptors) {
        this.ssm = Ssm.start(identities);
        this.cloud = Cloud.start(identities);
        this.meters = meters;
        this.interceptors = List.of(interceptors);
        this.environment = Map.of(SECRET_VARIABLE, SECRET, TOKEN_VARIABLE, kubernetes.token());
        this.webhooks = new HttpMessenger(http, clock, environment, meters);
    }

    /** As a process that has just started has them: with connections of its own, and knowing nothing. */
    ActionExecutors actions(FenceGuard guard) {
        return new ActionExecutors(guard, handlers(), remembered);
    }

    /** From now on values are signed, and only signed ones are put back. */
    public void sign(RestoreKeys by) {
        remembered = new SignedValues(by);
    }

    /** One for each kind of action. */
    public List<ActionHandler<?>> handlers() {
        var rds = calls("rds", RdsClient::builder, cloud.endpoint());
        var cloudWatch = calls("cloudwatch", CloudWatchClient::builder, cloud.endpoint());
        return List.of(
                new EcsServices(
                        calls("ecs", EcsClient::builder, cloud.endpoint()),
                        new EcsScaling(calls(
                                "applicationautoscaling", ApplicationAutoScalingClient::builder, cloud.endpoint()))),
                new AutoScalingGroups(calls("autoscaling", AutoScalingClient::builder, cloud.endpoint())),
                new K8sWorkloads(kubernetesApi()),
                new RdsReplicas(rds, new ReplicaLag(cloudWatch, clock)),
                new AuroraFailovers(rds),
                new AuroraSwitchovers(rds),
                controls(),
                new SsmParameters(calls("ssm", SsmClient::builder, ssm.endpoint()), environment),
                new SnsTopics(calls("sns", SnsClient::builder, cloud.endpoint())),
                webhooks,
                new LambdaFunctions(calls("lambda", LambdaClient::builder, cloud.endpoint()), clock),
                new CloudWatchMetrics(cloudWatch, clock));
    }

    /** The credentials of a process that has just started. */
    public TrafficControls steering() {
        return new SignalSteering(controls());
    }

    private RoutingControls controls() {
        return new RoutingControls(new Endpoints(new Calls<>("recovery", each(this::endpoint), meters)));
    }

    private K8sApi kubernetesApi() {
        return new K8sApi(
                new K8sAccess(environment, NO_POD, Optional.empty(), new EksTokens(_ -> CREDENTIALS, clock)),
                http,
                meters);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> Calls<String, C> calls(
            String service, Supplier<B> builders, URI endpoint) {
        return new Calls<>(service, each(region -> client(builders.get(), region, endpoint)), meters);
    }

    private Route53RecoveryClusterClient endpoint(Endpoint endpoint) {
        return client(Route53RecoveryClusterClient.builder(), endpoint.region(), URI.create(endpoint.url()));
    }

    private static <P, C> Function<P, C> each(Function<P, C> maker) {
        Map<P, C> made = new ConcurrentHashMap<>();
        return place -> made.computeIfAbsent(place, maker);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            B builder, String region, URI endpoint) {
        C client = builder.region(Region.of(region))
                .endpointOverride(endpoint)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).executionInterceptors(interceptors))
                .build();
        open.add(client::close);
        return client;
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
        http.close();
        hooks.close();
        ssm.close();
        kubernetes.close();
        cloud.close();
    }
}

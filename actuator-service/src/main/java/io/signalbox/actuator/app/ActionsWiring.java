package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.aws.RoleCredentialsProvider;
import io.signalbox.actuator.capacity.AutoScalingGroups;
import io.signalbox.actuator.capacity.EcsScaling;
import io.signalbox.actuator.capacity.EcsServices;
import io.signalbox.actuator.capacity.EksTokens;
import io.signalbox.actuator.capacity.K8sAccess;
import io.signalbox.actuator.capacity.K8sApi;
import io.signalbox.actuator.capacity.K8sWorkloads;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.SignalStore;
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
import io.signalbox.actuator.step.DataPlaneFence;
import io.signalbox.actuator.step.FenceGuard;
import io.signalbox.actuator.step.Preconditions;
import io.signalbox.actuator.step.RememberedValues;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Wires the executors of actions beside the DNS name. */
@Dependent
public class ActionsWiring {

    private static final Logger LOG = Logger.getLogger(ActionsWiring.class);

    @Produces
    @Singleton
    FenceGuard guard(
            DnsProvider provider,
            SignalStore signals,
            AuthoritativeServers servers,
            Preconditions preconditions,
            InstantSource clock) {
        return new FenceGuard(provider, new DataPlaneFence(signals, servers), preconditions, clock);
    }

    @Produces
    @Singleton
    static RoutingControls controls(AwsClients aws, MeterRegistry meters) {
        return new RoutingControls(new Endpoints(new Calls<>("recovery", aws.byEndpoint(), meters)));
    }

    @Produces
    @Singleton
    TrafficControls steering(RoutingControls controls) {
        return new SignalSteering(controls);
    }

    @Produces
    @Singleton
    static RememberedValues remembered(ActuatorSettings settings) {
        if (settings.restore().keys().isEmpty()) {
            LOG.warn("signalbox.restore.keys is not set: values that steps put back are not signed,"
                    + " and no capacity is put back to 0");
        }
        return new SignedValues(RestoreKeys.of(settings.restore().keys()));
    }

    @Produces
    @Singleton
    ActionExecutors actions(
            FenceGuard guard,
            AwsClients aws,
            RoutingControls controls,
            K8sApi kubernetes,
            HttpMessenger webhooks,
            RememberedValues remembered,
            InstantSource clock,
            MeterRegistry meters) {
        return new ActionExecutors(guard, handlers(aws, controls, kubernetes, webhooks, clock, meters), remembered);
    }

    /** One for each kind of action. */
    static List<ActionHandler<?>> handlers(
            AwsClients aws,
            RoutingControls controls,
            K8sApi kubernetes,
            HttpMessenger webhooks,
            InstantSource clock,
            MeterRegistry meters) {
        var rds = new Calls<>("rds", aws.byRegion(RdsClient::builder), meters);
        var cloudWatch = new Calls<>("cloudwatch", aws.byRegion(CloudWatchClient::builder), meters);
        return List.of(
                new EcsServices(
                        new Calls<>("ecs", aws.byRegion(EcsClient::builder), meters),
                        new EcsScaling(new Calls<>(
                                "applicationautoscaling",
                                aws.byRegion(ApplicationAutoScalingClient::builder),
                                meters))),
                new AutoScalingGroups(new Calls<>("autoscaling", aws.byRegion(AutoScalingClient::builder), meters)),
                new K8sWorkloads(kubernetes),
                new RdsReplicas(rds, new ReplicaLag(cloudWatch, clock)),
                new AuroraFailovers(rds),
                new AuroraSwitchovers(rds),
                controls,
                new SsmParameters(new Calls<>("ssm", aws.byRegion(SsmClient::builder), meters), System.getenv()),
                new SnsTopics(new Calls<>("sns", aws.byRegion(SnsClient::builder), meters)),
                webhooks,
                new LambdaFunctions(new Calls<>("lambda", aws.byRegion(LambdaClient::builder), meters), clock),
                new CloudWatchMetrics(cloudWatch, clock));
    }

    /** For servers that the topology names. */
    @Produces
    @Singleton
    static JudgedHttp http(ActuatorTopologies topologies) {
        return new JudgedHttp(() -> topologies.current().allowed());
    }

    static void close(@Disposes JudgedHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    HttpMessenger webhooks(JudgedHttp http, InstantSource clock, MeterRegistry meters) {
        return new HttpMessenger(http, clock, System.getenv(), meters);
    }

    @Produces
    @Singleton
    K8sApi kubernetes(
            JudgedHttp http,
            ActuatorSettings settings,
            RoleCredentialsProvider credentials,
            InstantSource clock,
            MeterRegistry meters) {
        return kubernetes(http, System.getenv(), settings.kubernetes().authorities(), credentials, clock, meters);
    }

    static K8sApi kubernetes(
            JudgedHttp http,
            Map<String, String> environment,
            Optional<Path> authorities,
            RoleCredentialsProvider credentials,
            InstantSource clock,
            MeterRegistry meters) {
        var access =
                new K8sAccess(environment, K8sAccess.SERVICE_ACCOUNT, authorities, new EksTokens(credentials, clock));
        return new K8sApi(access, http, meters);
    }
}

package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does to the world beside the name. It is done only while the fence is one that the command's plan has
 * written, or, for a notification, whatever the fence is.
 */
public sealed interface Action extends StepArguments {

    /** What becomes of what it changes when a plan is undone, or restored on the way home. */
    default Return wayBack() {
        return switch (this) {
            case SsmPut _, EcsScale _, AsgScale _, K8sScale _, AuroraSwitchover _, RoutingControl _ ->
                Return.REMEMBERED;
            case Webhook _, SnsNotify _, LambdaInvoke _, MetricPut _ -> Return.NOTHING_TO_DO;
            case RdsPromote _, AuroraFailover _ -> Return.NONE;
        };
    }

    /** Whether nothing can put back what it changes. */
    default boolean oneWay() {
        return wayBack() == Return.NONE;
    }

    /** Whether other copies of the data follow what it has cut off, and not what it has promoted. */
    default boolean leavesReplicas() {
        return this instanceof RdsPromote;
    }

    /** How an action is put back. */
    enum Return {
        /** As it was before: the previous values are remembered. */
        REMEMBERED,
        /** Somebody has been told: there is nothing to put back. */
        NOTHING_TO_DO,
        /** It cannot be. */
        NONE
    }

    /**
     * Somebody has been told: a POST of a JSON body that says what happens, answered with 2xx. The same
     * {@code Idempotency-Key} in every attempt.
     *
     * @param url http or https
     * @param secretVariable the environment variable of actuator-service that holds the key of the signature over the
     *     body; null for no signature
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Webhook(
            String url,
            @JsonProperty(required = false) @Nullable String secretVariable) implements Action {}

    /** A parameter of AWS Systems Manager has this value. Its previous value is remembered. */
    record SsmPut(String region, String name, String value) implements Action {}

    /** An Amazon ECS service wants so many tasks, and runs them. Its previous number is remembered. */
    record EcsScale(String region, String cluster, String service, int desired) implements Action {}

    /**
     * An EC2 Auto Scaling group has this size, and its instances are in service. What is null is left as it is. What it
     * was before is remembered.
     *
     * @param onDemandPercent of the instances above the base that are on-demand and not spot, in the group's mixed
     *     instances policy
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AsgScale(
            String region,
            String group,
            @JsonProperty(required = false) @Nullable Integer min,
            @JsonProperty(required = false) @Nullable Integer desired,
            @JsonProperty(required = false) @Nullable Integer max,
            @JsonProperty(required = false) @Nullable Integer onDemandPercent)
            implements Action {}

    /**
     * A Kubernetes workload wants so many replicas, and they are ready. Their previous number is remembered.
     *
     * @param api base URL of the API server
     * @param tokenVariable the environment variable of actuator-service that holds the bearer token; null for the token of
     *     the service account of actuator-service's own pod
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record K8sScale(
            String api,
            String namespace,
            Workload workload,
            String name,
            int replicas,
            @JsonProperty(required = false) @Nullable String tokenVariable)
            implements Action {

        /** Whose {@code scale} is changed. */
        public enum Workload {
            DEPLOYMENT,
            STATEFULSET
        }
    }

    /**
     * A read replica of Amazon RDS is an instance of its own, and available. It cannot be put back.
     *
     * @param maxLagSeconds with more replication lag, or an unknown one, it is not promoted; null for any lag
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RdsPromote(
            String region,
            String instance,
            @JsonProperty(required = false) @Nullable Integer maxLagSeconds) implements Action {}

    /**
     * The writer of an Aurora global database is this cluster, at the price of what was not replicated. It cannot be put
     * back.
     *
     * @param region of the cluster that becomes the writer
     * @param cluster its ARN
     */
    record AuroraFailover(String region, String globalCluster, String cluster) implements Action {}

    /**
     * The writer of an Aurora global database is this cluster, and nothing is lost: both regions must work. The former
     * writer is remembered.
     *
     * @param region of the cluster that becomes the writer
     * @param cluster its ARN
     */
    record AuroraSwitchover(String region, String globalCluster, String cluster) implements Action {}

    /**
     * The routing controls of Amazon Application Recovery Controller have these states, all changed at once. What they were
     * before is remembered.
     *
     * @param endpoints of the control cluster, by region; tried in turn
     * @param controls no ARN twice
     */
    record RoutingControl(List<Endpoint> endpoints, List<Control> controls) implements Action {

        /** @param url of the cluster's endpoint in that region */
        public record Endpoint(String region, String url) {}

        public record Control(String arn, boolean on) {}

        public RoutingControl {
            endpoints = List.copyOf(endpoints);
            controls = List.copyOf(controls);
        }
    }

    /** The subscribers of an Amazon SNS topic have been told what happens. */
    record SnsNotify(String region, String topic) implements Action {}

    /**
     * An AWS Lambda function has been invoked and has returned without an error. It is given what happens, and the same
     * {@code idempotencyKey} in every attempt.
     *
     * @param function its name or ARN
     */
    record LambdaInvoke(String region, String function) implements Action {}

    /** An Amazon CloudWatch metric has got this value, with the service as a dimension. */
    record MetricPut(String region, String namespace, String name, double value) implements Action {}
}

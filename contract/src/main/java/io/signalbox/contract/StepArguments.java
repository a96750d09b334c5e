package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall be true when a step is done. One kind each, resolved, so that the actuator decides nothing. Of these the
 * {@link Action}s come from a plan of the topology as they are; the others are made by the decision.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepArguments.DnsSwitch.class, name = "dns-switch"),
    @JsonSubTypes.Type(value = StepArguments.SignalSwitch.class, name = "signal-switch"),
    @JsonSubTypes.Type(value = StepArguments.DnsAdopt.class, name = "dns-adopt"),
    @JsonSubTypes.Type(value = StepArguments.DnsReadopt.class, name = "dns-readopt"),
    @JsonSubTypes.Type(value = StepArguments.Claim.class, name = "claim"),
    @JsonSubTypes.Type(value = StepArguments.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = StepArguments.SsmPut.class, name = "ssm-put"),
    @JsonSubTypes.Type(value = StepArguments.EcsScale.class, name = "ecs-scale"),
    @JsonSubTypes.Type(value = StepArguments.AsgScale.class, name = "asg-scale"),
    @JsonSubTypes.Type(value = StepArguments.K8sScale.class, name = "k8s-scale"),
    @JsonSubTypes.Type(value = StepArguments.RdsPromote.class, name = "rds-promote"),
    @JsonSubTypes.Type(value = StepArguments.AuroraFailover.class, name = "aurora-failover"),
    @JsonSubTypes.Type(value = StepArguments.AuroraSwitchover.class, name = "aurora-switchover"),
    @JsonSubTypes.Type(value = StepArguments.RoutingControl.class, name = "routing-control"),
    @JsonSubTypes.Type(value = StepArguments.SnsNotify.class, name = "sns-notify"),
    @JsonSubTypes.Type(value = StepArguments.LambdaInvoke.class, name = "lambda-invoke"),
    @JsonSubTypes.Type(value = StepArguments.MetricPut.class, name = "metric-put")
})
public sealed interface StepArguments {

    /** The step's kind as metrics, logs, journal and topology name it. */
    default String kind() {
        return switch (this) {
            case DnsSwitch _ -> "dns-switch";
            case SignalSwitch _ -> "signal-switch";
            case DnsAdopt _ -> "dns-adopt";
            case DnsReadopt _ -> "dns-readopt";
            case Claim _ -> "claim";
            case Webhook _ -> "webhook";
            case SsmPut _ -> "ssm-put";
            case EcsScale _ -> "ecs-scale";
            case AsgScale _ -> "asg-scale";
            case K8sScale _ -> "k8s-scale";
            case RdsPromote _ -> "rds-promote";
            case AuroraFailover _ -> "aurora-failover";
            case AuroraSwitchover _ -> "aurora-switchover";
            case RoutingControl _ -> "routing-control";
            case SnsNotify _ -> "sns-notify";
            case LambdaInvoke _ -> "lambda-invoke";
            case MetricPut _ -> "metric-put";
        };
    }

    /** What concerns the name itself: its fence, its records or both. */
    sealed interface Naming extends StepArguments {
        String zone();

        String hostname();
    }

    /** What moves the traffic. */
    sealed interface Switch extends Naming {
        SiteName to();

        /** The name's traffic records once it is done; never empty. */
        List<RecordSet> create();
    }

    /**
     * What a plan does to the world beside the name. It is done only while the fence is one that the command's plan has
     * written, or, for a notification, whatever the fence is.
     */
    sealed interface Action extends StepArguments {

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
     * The name's traffic records are exactly {@code create}, and the fence is the command's next one, in one change.
     *
     * @param remove the traffic records as last known; empty when they are not known, then the actuator reads them
     * @param through how the name is tried once it leads to the new site; null when it is not
     * @param overwrite whether records that another hand has changed go as well, as they are found; null for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DnsSwitch(
            String zone,
            String hostname,
            SiteName to,
            List<RecordSet> remove,
            List<RecordSet> create,
            @JsonProperty(required = false) @Nullable Through through,
            @JsonProperty(required = false) @Nullable Boolean overwrite)
            implements Switch {
        public DnsSwitch {
            remove = List.copyOf(remove);
            create = List.copyOf(create);
            if (create.isEmpty()) {
                throw new IllegalArgumentException(
                        "dns-switch of " + hostname + ": an empty answer is never published");
            }
        }

        /** A switch that is not tried through the name, and overwrites nobody. */
        public DnsSwitch(String zone, String hostname, SiteName to, List<RecordSet> remove, List<RecordSet> create) {
            this(zone, hostname, to, remove, create, null, null);
        }

        public boolean overwrites() {
            return Boolean.TRUE.equals(overwrite);
        }

        /** The same in place of these records. */
        public DnsSwitch removing(List<RecordSet> known) {
            return new DnsSwitch(zone, hostname, to, known, create, through, overwrite);
        }
    }

    /**
     * The signal is there or not, and the fence is the command's next one; the traffic records stay as they are. While it is
     * there the provider answers the SECONDARY records, since the health check of the PRIMARY ones is inverted.
     *
     * @param raised whether the signal is there once it is done
     * @param create the traffic records, PRIMARY and SECONDARY
     */
    record SignalSwitch(
            String zone, String hostname, SiteName to, SignalObject signal, boolean raised, List<RecordSet> create)
            implements Switch {
        public SignalSwitch {
            create = List.copyOf(create);
            if (create.isEmpty()) {
                throw new IllegalArgumentException(
                        "signal-switch of " + hostname + ": an empty answer is never published");
            }
        }
    }

    /**
     * The name has a fence. Live traffic records are left as they are and tell the active site; where there are none,
     * those of {@code preferred} are created. Live records that are no site's are refused.
     *
     * @param candidates each site's records, as they would be if it were the active one
     */
    record DnsAdopt(String zone, String hostname, SiteName preferred, Map<SiteName, List<RecordSet>> candidates)
            implements Naming {
        public DnsAdopt {
            candidates = Map.copyOf(candidates);
        }
    }

    /**
     * The name has a fence again after its own was lost, rolled back or overwritten. No traffic record changes: the one
     * candidate that the live records answer tells the active site, and its fence replaces the command's expected one, or
     * is created where that is null. Live records that answer no candidate, or several, are refused, and so are none.
     *
     * @param candidates every state of the name that is known; their fences differ in active site, split and marks only
     * @param signal what tells the active site where the records do not; null where there is no signal
     * @param unreadable whether a TXT record that cannot be read as a fence is replaced, as it is found; null for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DnsReadopt(
            String zone,
            String hostname,
            List<Candidate> candidates,
            @JsonProperty(required = false) @Nullable SignalObject signal,
            @JsonProperty(required = false) @Nullable Boolean unreadable)
            implements Naming {

        /**
         * @param next the fence that is written when the name is in this state
         * @param records the traffic records in this state
         * @param raised whether the signal is there in this state; null where there is no signal
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Candidate(
                Fence next,
                List<RecordSet> records,
                @JsonProperty(required = false) @Nullable Boolean raised) {
            public Candidate {
                records = List.copyOf(records);
            }
        }

        public DnsReadopt {
            candidates = List.copyOf(candidates);
        }

        public boolean replacesUnreadable() {
            return Boolean.TRUE.equals(unreadable);
        }
    }

    /**
     * The fence is the command's next one, and the traffic records are what they were: takes, renews or gives back the
     * claim of a plan, or writes down what holds.
     */
    record Claim(String zone, String hostname) implements Naming {}

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

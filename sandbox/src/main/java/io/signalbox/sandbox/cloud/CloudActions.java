package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.iam.AccessRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The permissions that each operation needs. An operation that is not listed here is unknown.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
final class CloudActions {

    /** Empty if the operation needs no permission. */
    private interface Rule {
        List<AccessRequest> of(CloudRequest request);
    }

    /** By the service as signatures name it, and the operation. */
    private static final Map<String, Rule> RULES = Map.ofEntries(
            on("ecs:DescribeServices", CloudActions::services),
            on("ecs:UpdateService", request -> List.of(service(request, request.text("service")))),
            everywhere("application-autoscaling:DescribeScalableTargets"),
            Map.entry("application-autoscaling:RegisterScalableTarget", CloudActions::registersTarget),
            everywhere("autoscaling:DescribeAutoScalingGroups"),
            on("autoscaling:UpdateAutoScalingGroup", request -> List.of(group(request))),
            on("rds:DescribeDBInstances", request -> List.of(database(request, "db", "DBInstanceIdentifier"))),
            on("rds:PromoteReadReplica", request -> List.of(database(request, "db", "DBInstanceIdentifier"))),
            on("rds:DescribeDBClusters", request -> List.of(database(request, "cluster", "DBClusterIdentifier"))),
            on(
                    "rds:PromoteReadReplicaDBCluster",
                    request -> List.of(database(request, "cluster", "DBClusterIdentifier"))),
            on("rds:DescribeGlobalClusters", request -> List.of(globalCluster(request))),
            on("rds:FailoverGlobalCluster", CloudActions::globalClusterAndTarget),
            on("rds:SwitchoverGlobalCluster", CloudActions::globalClusterAndTarget),
            everywhere("monitoring:GetMetricStatistics"),
            everywhere("monitoring:GetMetricData"),
            Map.entry("monitoring:PutMetricData", CloudActions::putsMetrics),
            // AWS shows composite alarms to callers that may see all alarms:
            // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
            on("monitoring:DescribeAlarms", request -> List.of(arn(request, "cloudwatch", "alarm:*"))),
            on("sns:Publish", request -> List.of(request.text("TopicArn"))),
            Map.entry(
                    "lambda:Invoke", request -> List.of(AccessRequest.of("lambda:InvokeFunction", function(request)))),
            on("lambda:GetFunctionConfiguration", request -> List.of(function(request))),
            on("lambda:UpdateFunctionConfiguration", request -> List.of(function(request))),
            on("cloudformation:CreateStack", request -> List.of(stack(request))),
            on("cloudformation:UpdateStack", request -> List.of(stack(request))),
            on("cloudformation:DeleteStack", request -> List.of(stack(request))),
            on("cloudformation:DescribeStacks", request -> List.of(stack(request))),
            on("cloudformation:DescribeStackEvents", request -> List.of(stack(request))),
            everywhere("route53-recovery-cluster:ListRoutingControls"),
            on(
                    "route53-recovery-cluster:GetRoutingControlState",
                    request -> List.of(request.text("RoutingControlArn"))),
            on(
                    "route53-recovery-cluster:UpdateRoutingControlState",
                    request -> List.of(request.text("RoutingControlArn"))),
            on("route53-recovery-cluster:UpdateRoutingControlStates", CloudActions::controls),
            everywhere("cloudtrail:LookupEvents"));

    private CloudActions() {}

    /** The operations of all services, such as {@code ecs:UpdateService}. */
    static Set<String> operations() {
        return RULES.keySet();
    }

    /** Empty if the sandbox has no such operation. */
    static Optional<List<AccessRequest>> of(CloudRequest request) {
        return Optional.ofNullable(RULES.get(request.signature().service() + ":" + request.operation()))
                .map(rule -> rule.of(request));
    }

    /** The resources that a request is about. */
    private interface Resources {
        List<String> of(CloudRequest request);
    }

    private static Map.Entry<String, Rule> on(String operation, Resources resources) {
        return Map.entry(
                operation, request -> List.of(AccessRequest.of(action(operation), any(resources.of(request)))));
    }

    /** A request without resources is refused later. */
    private static List<String> any(List<String> resources) {
        return resources.isEmpty() ? List.of(AccessRequest.ANY) : resources;
    }

    /** AWS does not restrict the action to resources. */
    private static Map.Entry<String, Rule> everywhere(String operation) {
        return on(operation, _ -> List.of(AccessRequest.ANY));
    }

    /** CloudWatch has another name in policies than in signatures. */
    private static String action(String operation) {
        return operation.replace("monitoring:", "cloudwatch:");
    }

    private static String arn(CloudRequest request, String service, String resource) {
        return "arn:aws:" + service + ":" + request.region() + ":"
                + request.caller().account() + ":" + resource;
    }

    private static List<String> services(CloudRequest request) {
        return request.texts("services").stream()
                .map(name -> service(request, name))
                .toList();
    }

    private static String service(CloudRequest request, String name) {
        String cluster = request.has("cluster") ? request.text("cluster") : "default";
        return arn(request, "ecs", "service/" + last(cluster) + "/" + last(name));
    }

    /** The name, from a name or an ARN. */
    private static String last(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    /** Application Auto Scaling acts on the service for the caller, who needs the permissions for it. */
    private static List<AccessRequest> registersTarget(CloudRequest request) {
        String service = arn(request, "ecs", request.text("ResourceId"));
        return List.of(
                AccessRequest.of(
                                "application-autoscaling:RegisterScalableTarget",
                                arn(request, "application-autoscaling", "scalable-target/0f1e2d3c4b5a"))
                        .with("application-autoscaling:service-namespace", List.of(request.text("ServiceNamespace")))
                        .with("application-autoscaling:scalable-dimension", List.of(request.text("ScalableDimension"))),
                AccessRequest.of("ecs:DescribeServices", service),
                AccessRequest.of("ecs:UpdateService", service));
    }

    private static String group(CloudRequest request) {
        return arn(
                request,
                "autoscaling",
                "autoScalingGroup:930d940e-891e-4781-a11a-7b0acd480f03:autoScalingGroupName/"
                        + request.text("AutoScalingGroupName"));
    }

    private static String database(CloudRequest request, String type, String member) {
        String name = request.text(member);
        return name.startsWith("arn:") ? name : arn(request, "rds", type + ":" + (name.isEmpty() ? "*" : name));
    }

    private static String globalCluster(CloudRequest request) {
        String name = request.text("GlobalClusterIdentifier");
        return "arn:aws:rds::" + request.caller().account() + ":global-cluster:" + (name.isEmpty() ? "*" : name);
    }

    private static List<String> globalClusterAndTarget(CloudRequest request) {
        return List.of(globalCluster(request), database(request, "cluster", "TargetDbClusterIdentifier"));
    }

    private static List<AccessRequest> putsMetrics(CloudRequest request) {
        return List.of(AccessRequest.of("cloudwatch:PutMetricData", AccessRequest.ANY)
                .with("cloudwatch:namespace", List.of(request.text("Namespace"))));
    }

    private static String function(CloudRequest request) {
        String name = request.text("FunctionName");
        return name.startsWith("arn:") ? name : arn(request, "lambda", "function:" + name);
    }

    private static String stack(CloudRequest request) {
        return arn(request, "cloudformation", "stack/" + request.text("StackName") + "/*");
    }

    private static List<String> controls(CloudRequest request) {
        return Stream.of(request.input().path("UpdateRoutingControlStateEntries"))
                .flatMap(JsonNode::valueStream)
                .map(entry -> entry.path("RoutingControlArn").asText(""))
                .toList();
    }
}

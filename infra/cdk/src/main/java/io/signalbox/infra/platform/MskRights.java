package io.signalbox.infra.platform;

import io.signalbox.contract.acl.Grant;
import io.signalbox.contract.acl.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.Fn;

/** The rights of a principal at Amazon MSK as an IAM policy, as docs/kafka-security.md translates them. */
final class MskRights {

    private static final String ARN = "arn:${AWS::Partition}:kafka:%s:${AWS::AccountId}:%s/${%s}%s";

    private MskRights() {}

    /** @param cluster the parameter with the end of the cluster's ARN, {@code <name>/<uuid>} */
    static Map<String, Object> of(Principal principal, String region, String cluster) {
        Map<Set<String>, List<String>> resources = new LinkedHashMap<>();
        resources.put(Set.of("Connect", "WriteDataIdempotently"), List.of(arn(region, "cluster", cluster, "")));
        for (Grant grant : principal.grants()) {
            String name = "/" + grant.name() + (grant.prefix() ? "*" : "");
            resources
                    .computeIfAbsent(actions(grant), _ -> new ArrayList<>())
                    .add(arn(region, grant.resource().option(), cluster, name));
        }
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                resources.entrySet().stream()
                        .map(each -> statement(each.getKey(), each.getValue()))
                        .toList());
    }

    private static String arn(String region, String type, String cluster, String name) {
        return Fn.sub(ARN.formatted(region, type, cluster, name));
    }

    private static Map<String, Object> statement(Set<String> actions, List<String> resources) {
        return Map.of(
                "Effect",
                "Allow",
                "Action",
                actions.stream()
                        .sorted()
                        .map(action -> "kafka-cluster:" + action)
                        .toList(),
                "Resource",
                resources);
    }

    private static Set<String> actions(Grant grant) {
        var actions = new LinkedHashSet<String>();
        grant.operations().forEach(operation -> actions.addAll(actions(grant.resource(), operation)));
        return actions;
    }

    private static List<String> actions(Grant.Resource resource, Grant.Operation operation) {
        return switch (resource) {
            case TOPIC ->
                switch (operation) {
                    case READ -> List.of("DescribeTopic", "ReadData");
                    case WRITE -> List.of("DescribeTopic", "WriteData");
                    case CREATE -> List.of("CreateTopic");
                    case DESCRIBE -> List.of("DescribeTopic");
                    case DESCRIBE_CONFIGS -> List.of("DescribeTopicDynamicConfiguration");
                };
            case GROUP ->
                operation == Grant.Operation.READ ? List.of("DescribeGroup", "AlterGroup") : List.of("DescribeGroup");
            case TRANSACTIONAL_ID ->
                operation == Grant.Operation.WRITE
                        ? List.of("DescribeTransactionalId", "AlterTransactionalId")
                        : List.of("DescribeTransactionalId");
        };
    }
}

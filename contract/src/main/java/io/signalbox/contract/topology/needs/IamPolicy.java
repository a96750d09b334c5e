package io.signalbox.contract.topology.needs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.step.IamPermission;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the IAM policy documents with the permissions that a process needs. */
public final class IamPolicy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WRITERS = "SIGNALBOX_DRIFT_CLOUDTRAIL";

    /** The variables that name the identity of actuator-service, the first one that is set. */
    private static final List<String> OWN_ROLE = List.of("SIGNALBOX_AWS_ROLE", "AWS_ROLE_ARN");

    private IamPolicy() {}

    /**
     * One policy; for actuator-service, if the topology names roles, an object with that of the actuator's own credentials, and policy and trust policy of
     * each role.
     *
     * @param environment as it is for actuator-service
     * @throws IllegalArgumentException if it does not say whom the roles have to trust
     */
    public static String of(Topology topology, Holder holder, Map<String, String> environment) {
        boolean asksForWriters = Boolean.parseBoolean(environment.get(WRITERS));
        ObjectNode own = policy(AccessPolicy.of(topology, holder, asksForWriters));
        if (holder != Holder.ACTUATOR || topology.roles().isEmpty()) {
            return text(own);
        }
        String principal = principal(environment);
        ObjectNode all = JSON.createObjectNode();
        all.set("actuator", own);
        ObjectNode roles = all.putObject("roles");
        topology.roles().stream()
                .collect(Collectors.groupingBy(AwsRole::arn, TreeMap::new, Collectors.toList()))
                .forEach((arn, same) -> {
                    ObjectNode documents = roles.putObject(arn);
                    documents.set("policy", policy(AccessPolicy.of(topology, arn, asksForWriters)));
                    documents.set("trust", trust(same, principal));
                });
        return text(all);
    }

    private static String principal(Map<String, String> environment) {
        return OWN_ROLE.stream()
                .map(environment::get)
                .filter(arn -> arn != null && AwsRole.isArn(arn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the roles of this topology have to trust the role of"
                        + " actuator-service: expected its ARN in " + String.join(" or ", OWN_ROLE)));
    }

    private static ObjectNode policy(List<IamPermission> permissions) {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        for (IamPermission permission : permissions) {
            ObjectNode statement = statements.addObject().put("Effect", "Allow");
            texts(statement, "Action", permission.actions());
            texts(statement, "Resource", permission.resources());
            if (!permission.conditions().isEmpty()) {
                ObjectNode condition = statement.putObject("Condition");
                permission
                        .conditions()
                        .forEach((key, values) -> texts(condition.withObject(operator(key)), key, values));
            }
        }
        return document;
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
    private static ObjectNode trust(List<AwsRole> same, String principal) {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        ObjectNode statement = document.putArray("Statement").addObject().put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", principal);
        statement.put("Action", "sts:AssumeRole");
        List<String> ids = same.stream()
                .map(AwsRole::externalId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (ids.size() == same.size()) {
            texts(statement.putObject("Condition").putObject("StringEquals"), "sts:ExternalId", ids);
        }
        return document;
    }

    private static String text(ObjectNode document) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that a request has many values for must have none but those allowed. */
    private static String operator(String key) {
        return key.startsWith("route53:") ? "ForAllValues:StringEquals" : "StringEquals";
    }

    private static void texts(ObjectNode object, String name, List<String> texts) {
        ArrayNode array = object.putArray(name);
        texts.forEach(array::add);
    }
}

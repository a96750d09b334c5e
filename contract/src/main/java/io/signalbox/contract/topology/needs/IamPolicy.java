package io.signalbox.contract.topology.needs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.step.IamPermission;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import java.util.Map;

/** Writes the IAM policy document with the permissions that a process needs. */
public final class IamPolicy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WRITERS = "SIGNALBOX_DRIFT_CLOUDTRAIL";

    private IamPolicy() {}

    /** @param environment as it is for actuator-service */
    public static String of(Topology topology, Holder holder, Map<String, String> environment) {
        boolean asksForWriters = Boolean.parseBoolean(environment.get(WRITERS));
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        for (IamPermission permission : AccessPolicy.of(topology, holder, asksForWriters)) {
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

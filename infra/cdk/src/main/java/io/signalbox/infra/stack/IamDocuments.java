package io.signalbox.infra.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.contract.topology.needs.IamPolicy;
import java.util.Map;

/** The documents that {@code make iam} writes for a topology. */
public final class IamDocuments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private IamDocuments() {}

    /** One policy, or with roles in the topology an object with those of all. */
    public static JsonNode of(Topology topology, Holder holder, Map<String, String> environment) {
        try {
            return JSON.readTree(IamPolicy.of(topology, holder, environment));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the CDK takes it. */
    public static Object plain(JsonNode document) {
        return JSON.convertValue(document, Object.class);
    }
}

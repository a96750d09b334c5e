package io.signalbox.actuator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Takes one thing after the other out of a policy: each action, and each of several resources and of several values. */
final class PolicyPieces {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Piece> pieces = new ArrayList<>();
    private final JsonNode policy;

    private PolicyPieces(JsonNode policy) {
        this.policy = policy;
    }

    /**
     * A part of a policy.
     *
     * @param action that misses it
     * @param without the policy that is left
     */
    record Piece(String text, String action, String without) {}

    static List<Piece> of(String policy) throws JsonProcessingException {
        var all = new PolicyPieces(JSON.readTree(policy));
        for (int i = 0; i < all.statements(all.policy).size(); i++) {
            all.statement(i);
        }
        return all.pieces;
    }

    private ArrayNode statements(JsonNode of) {
        return (ArrayNode) of.path("Statement");
    }

    private void statement(int index) {
        JsonNode statement = statements(policy).get(index);
        String first = statement.path("Action").get(0).asText();
        for (int i = 0; i < statement.path("Action").size(); i++) {
            String action = statement.path("Action").get(i).asText();
            add(action, action, index, i, "/Action");
        }
        several(statement.path("Resource"), first, index, "/Resource");
        for (var operator : statement.path("Condition").properties()) {
            for (var key : operator.getValue().properties()) {
                several(key.getValue(), first, index, "/Condition/" + operator.getKey() + "/" + key.getKey());
            }
        }
    }

    private void several(JsonNode values, String action, int index, String path) {
        for (int i = 0; values.size() > 1 && i < values.size(); i++) {
            add(action + " with " + values.get(i).asText(), action, index, i, path);
        }
    }

    private void add(String text, String action, int index, int value, String path) {
        JsonNode left = policy.deepCopy();
        ArrayNode statements = statements(left);
        var values = (ArrayNode) ((ObjectNode) statements.get(index)).at(path);
        values.remove(value);
        if (values.isEmpty()) {
            statements.remove(index);
        }
        pieces.add(new Piece(text, action, left.toString()));
    }
}

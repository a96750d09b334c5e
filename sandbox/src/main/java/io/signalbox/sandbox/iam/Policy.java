package io.signalbox.sandbox.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An identity-based policy. An element, operator or variable that the sandbox does not know is an error, and never ignored.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
public final class Policy {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "2012-10-17";
    private static final Set<String> ELEMENTS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private final List<Statement> statements;

    private Policy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** @throws MalformedPolicyException if the text is no policy */
    public static Policy read(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            require(VERSION.equals(document.path("Version").asText()), "expected the version " + VERSION);
            var statements = new ArrayList<Statement>();
            for (JsonNode each : listed(document.path("Statement"))) {
                statements.add(statement(each));
            }
            return new Policy(statements);
        } catch (JsonProcessingException e) {
            throw new MalformedPolicyException("not valid JSON: " + e.getOriginalMessage());
        }
    }

    /** The policy that allows nothing. */
    public static Policy none() {
        return new Policy(List.of());
    }

    /**
     * The first resource of the request that this policy does not allow; empty if it allows all of them.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
     */
    public Optional<Denial> denial(AccessRequest request) {
        for (String resource : request.resources()) {
            List<Statement> concerned = statements.stream()
                    .filter(each -> each.concerns(request.action(), resource, request.context()))
                    .toList();
            boolean denied = concerned.stream().anyMatch(each -> !each.allows());
            if (denied || concerned.isEmpty()) {
                return Optional.of(new Denial(request.action(), resource, denied));
            }
        }
        return Optional.empty();
    }

    /** @param explicit whether a statement denies it; false if none allows it */
    public record Denial(String action, String resource, boolean explicit) {

        /** The words of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. */
        public String text(String caller) {
            return "User: " + caller + " is not authorized to perform: " + action + " on resource: " + resource
                    + (explicit
                            ? " with an explicit deny in an identity-based policy"
                            : " because no identity-based policy allows the " + action + " action");
        }
    }

    private static Statement statement(JsonNode from) {
        from.fieldNames()
                .forEachRemaining(each -> require(ELEMENTS.contains(each), "the sandbox has no element " + each));
        String effect = from.path("Effect").asText();
        require(effect.equals("Allow") || effect.equals("Deny"), "expected Allow or Deny, got \"" + effect + "\"");
        require(from.has("Action") != from.has("NotAction"), "expected Action or NotAction, and not both");
        require(from.has("Resource") != from.has("NotResource"), "expected Resource or NotResource, and not both");
        return new Statement(
                effect.equals("Allow"),
                from.has("NotAction"),
                texts(from.path(from.has("Action") ? "Action" : "NotAction")),
                from.has("NotResource"),
                texts(from.path(from.has("Resource") ? "Resource" : "NotResource")),
                conditions(from.path("Condition")));
    }

    private static List<Condition> conditions(JsonNode from) {
        var conditions = new ArrayList<Condition>();
        for (Map.Entry<String, JsonNode> operator : from.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())));
            }
        }
        return conditions;
    }

    private static List<String> texts(JsonNode from) {
        var texts = new ArrayList<String>();
        listed(from).forEach(each -> texts.add(each.asText()));
        require(!texts.isEmpty(), "expected at least one value, got an empty list");
        require(texts.stream().noneMatch(each -> each.contains("${")), "the sandbox has no policy variables");
        return texts;
    }

    private static Iterable<JsonNode> listed(JsonNode from) {
        return from.isArray() ? from : List.of(from);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedPolicyException(otherwise);
        }
    }
}

package io.signalbox.sandbox.iam;

import java.util.List;
import java.util.Map;

/**
 * One key of a statement's {@code Condition}.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and, for keys with several
 * values, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 *
 * @param ifExists whether a request without the key satisfies it
 */
record Condition(Values values, Operator operator, boolean ifExists, String key, List<String> allowed) {

    /** How many of a request's values must match. */
    enum Values {
        /** The key has one value. */
        ONE,
        /** All; a request without the key satisfies it. */
        ALL,
        /** At least one. */
        ANY
    }

    enum Operator {
        STRING_EQUALS("StringEquals", false),
        STRING_NOT_EQUALS("StringNotEquals", true),
        STRING_LIKE("StringLike", false),
        STRING_NOT_LIKE("StringNotLike", true),
        ARN_LIKE("ArnLike", false),
        ARN_EQUALS("ArnEquals", false),
        BOOL("Bool", false),
        NULL("Null", false);

        private final String awsName;
        private final boolean negated;

        Operator(String awsName, boolean negated) {
            this.awsName = awsName;
            this.negated = negated;
        }

        private boolean matches(String allowed, String value) {
            return switch (this) {
                case STRING_EQUALS, STRING_NOT_EQUALS -> allowed.equals(value);
                case STRING_LIKE, STRING_NOT_LIKE -> Wildcards.matches(allowed, value);
                case ARN_LIKE, ARN_EQUALS -> Wildcards.matchesArn(allowed, value);
                case BOOL, NULL -> allowed.equalsIgnoreCase(value);
            };
        }
    }

    Condition {
        allowed = List.copyOf(allowed);
    }

    /** @param operator with its set operator and suffix, such as {@code ForAllValues:StringEquals} */
    static Condition of(String operator, String key, List<String> allowed) {
        String rest = operator;
        Values values = Values.ONE;
        if (rest.startsWith("ForAllValues:")) {
            values = Values.ALL;
        } else if (rest.startsWith("ForAnyValue:")) {
            values = Values.ANY;
        }
        rest = rest.substring(rest.indexOf(':') + 1);
        boolean ifExists = rest.endsWith("IfExists");
        String name = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
        for (Operator each : Operator.values()) {
            if (each.awsName.equals(name)) {
                return new Condition(values, each, ifExists, key, allowed);
            }
        }
        throw new MalformedPolicyException("the sandbox has no condition operator " + operator);
    }

    boolean holds(Map<String, List<String>> context) {
        List<String> found = context.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
        if (operator == Operator.NULL) {
            return matches(String.valueOf(found.isEmpty()));
        }
        return switch (values) {
            case ONE -> found.isEmpty() ? ifExists || operator.negated : found.size() == 1 && matches(found.getFirst());
            case ALL -> found.stream().allMatch(this::matches);
            case ANY -> found.isEmpty() ? ifExists : found.stream().anyMatch(this::matches);
        };
    }

    /** A negated operator is satisfied if none of its values matches. */
    private boolean matches(String value) {
        return allowed.stream().anyMatch(each -> operator.matches(each, value)) != operator.negated;
    }
}

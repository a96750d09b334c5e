package io.signalbox.sandbox.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One statement of a policy.
 *
 * @param allows false if it denies
 * @param except whether the actions are those of {@code NotAction}
 * @param exceptResources whether the resources are those of {@code NotResource}
 */
record Statement(
        boolean allows,
        boolean except,
        List<String> actions,
        boolean exceptResources,
        List<String> resources,
        List<Condition> conditions) {

    Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    boolean concerns(String action, String resource, Map<String, List<String>> context) {
        return actions.stream().anyMatch(each -> names(each, action)) != except
                && resources.stream().anyMatch(each -> Wildcards.matchesArn(each, resource)) != exceptResources
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }

    private static boolean names(String pattern, String action) {
        return Wildcards.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }
}

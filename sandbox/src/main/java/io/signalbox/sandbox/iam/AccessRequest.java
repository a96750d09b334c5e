package io.signalbox.sandbox.iam;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call as IAM sees it. Actions, resources and condition keys are those of the Service Authorization Reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @param action such as {@code ecs:UpdateService}
 * @param resources all of them must be allowed; {@code *} for an action that AWS does not restrict to resources
 * @param context the values of condition keys; keys that the request does not have are absent
 */
public record AccessRequest(String action, List<String> resources, Map<String, List<String>> context) {

    public static final String ANY = "*";

    public AccessRequest {
        resources = List.copyOf(resources);
        context = Map.copyOf(context);
        if (resources.isEmpty()) {
            throw new IllegalArgumentException(action + ": expected at least one resource");
        }
    }

    public static AccessRequest of(String action, String... resources) {
        return new AccessRequest(action, Arrays.asList(resources), Map.of());
    }

    public static AccessRequest of(String action, List<String> resources) {
        return new AccessRequest(action, resources, Map.of());
    }

    public AccessRequest with(String key, List<String> values) {
        var more = new HashMap<>(context);
        more.put(key, List.copyOf(values));
        return new AccessRequest(action, resources, more);
    }
}

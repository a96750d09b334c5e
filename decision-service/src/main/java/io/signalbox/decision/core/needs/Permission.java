package io.signalbox.decision.core.needs;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Calls that are allowed.
 *
 * @param actions such as {@code ecs:UpdateService}, sorted
 * @param resources ARNs, sorted; {@code *} where AWS knows no narrower one
 * @param conditions the values that a condition key may have, for keys with many values all of them
 */
public record Permission(List<String> actions, List<String> resources, SortedMap<String, List<String>> conditions) {

    static final String ANY = "*";

    public Permission {
        actions = actions.stream().sorted().toList();
        resources = resources.stream().sorted().toList();
        conditions = new TreeMap<>(conditions);
    }

    static Permission of(String resource, String... actions) {
        return new Permission(List.of(actions), List.of(resource), new TreeMap<>());
    }

    Permission where(String key, List<String> values) {
        return new Permission(
                actions,
                resources,
                new TreeMap<>(Map.of(key, values.stream().sorted().toList())));
    }
}

package io.signalbox.contract.step;

import io.signalbox.contract.aws.AwsPartition;
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
public record IamPermission(List<String> actions, List<String> resources, SortedMap<String, List<String>> conditions) {

    public static final String ANY = "*";

    public IamPermission {
        actions = actions.stream().sorted().toList();
        resources = resources.stream().sorted().toList();
        conditions = new TreeMap<>(conditions);
    }

    public static IamPermission of(String resource, String... actions) {
        return new IamPermission(List.of(actions), List.of(resource), new TreeMap<>());
    }

    public IamPermission where(String key, List<String> values) {
        return new IamPermission(
                actions,
                resources,
                new TreeMap<>(Map.of(key, values.stream().sorted().toList())));
    }

    /** An ARN in every account. */
    static String arn(String api, String region, String resource) {
        return AwsPartition.ofRegion(region).arn(api + ":" + region + ":*:" + resource);
    }
}

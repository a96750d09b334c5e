package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.Action.AsgScale;
import io.signalbox.contract.Action.EcsScale;
import io.signalbox.contract.Action.K8sScale;
import io.signalbox.contract.Action.K8sScale.Workload;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how much of something shall run. */
final class CapacityReader {

    private static final int MOST = 10_000;
    private static final String[] SIZES = {"min", "desired", "max", "onDemandPercent"};
    /** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
    private static final Pattern K8S_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private CapacityReader() {}

    static @Nullable EcsScale ecs(Cursor at) {
        Fields fields = at.fields("region", "cluster", "service", "desired");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String cluster = fields.required("cluster", it -> AwsText.name(it, "a cluster's name or ARN"));
        String service = fields.required("service", it -> AwsText.name(it, "a service's name or ARN"));
        Integer desired = fields.required("desired", CapacityReader::number);
        return region == null || cluster == null || service == null || desired == null
                ? null
                : new EcsScale(region, cluster, service, desired);
    }

    static @Nullable AsgScale asg(Cursor at) {
        Fields fields = at.fields("region", "group", "min", "desired", "max", "onDemandPercent");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String group = fields.required("group", it -> AwsText.name(it, "a group's name"));
        Integer min = given(fields, "min");
        Integer desired = given(fields, "desired");
        Integer max = given(fields, "max");
        Integer percent =
                fields.has("onDemandPercent") ? fields.required("onDemandPercent", it -> it.integer(0, 100)) : null;
        if (List.of(SIZES).stream().noneMatch(fields::has)) {
            at.problem("expected at least one of " + String.join(", ", SIZES) + ", got none");
            return null;
        }
        requireOrder(fields, "min", min, "desired", desired);
        requireOrder(fields, "desired", desired, "max", max);
        requireOrder(fields, "min", min, "max", max);
        return region == null || group == null ? null : new AsgScale(region, group, min, desired, max, percent);
    }

    private static void requireOrder(
            Fields fields, String less, @Nullable Integer one, String more, @Nullable Integer other) {
        if (one != null && other != null && one > other) {
            fields.at(less).problem("expected at most " + more + ", which is " + other + ", got " + one);
        }
    }

    static @Nullable K8sScale k8s(Cursor at) {
        Fields fields = at.fields("api", "namespace", "workload", "name", "replicas", "tokenVariable");
        if (fields == null) {
            return null;
        }
        String api = fields.optional("api", "https://kubernetes.default.svc", ActionReader::url);
        String namespace = fields.required("namespace", CapacityReader::k8sName);
        Workload workload = fields.optional(
                "workload",
                Workload.DEPLOYMENT,
                it -> it.word(List.of(
                        Map.entry("deployment", Workload.DEPLOYMENT), Map.entry("statefulset", Workload.STATEFULSET))));
        String name = fields.required("name", CapacityReader::k8sName);
        Integer replicas = fields.required("replicas", CapacityReader::number);
        String token = fields.has("tokenVariable") ? fields.required("tokenVariable", ActionReader::variable) : null;
        return api == null || namespace == null || workload == null || name == null || replicas == null
                ? null
                : new K8sScale(api, namespace, workload, name, replicas, token);
    }

    private static @Nullable Integer given(Fields fields, String key) {
        return fields.has(key) ? fields.required(key, CapacityReader::number) : null;
    }

    private static @Nullable Integer number(Cursor at) {
        return at.integer(0, MOST);
    }

    private static @Nullable String k8sName(Cursor at) {
        return at.text("a Kubernetes name of small letters, digits, '-' and '.'", text -> K8S_NAME.matcher(text)
                .matches());
    }
}

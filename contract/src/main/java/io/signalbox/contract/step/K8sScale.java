package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes workload has at least {@code replicas} ready replicas, and its HorizontalPodAutoscaler, if there is one, has that
 * minimum. The previous numbers are remembered.
 *
 * @param api base URL of the API server
 * @param tokenVariable the environment variable of actuator-service that holds the bearer token; null for the token of
 *     the service account of actuator-service's own pod
 * @param eks the cluster of Amazon EKS that the actuator makes a token for, with its AWS credentials; null for another cluster
 * @param exactly true for exactly so many replicas; then an autoscaler stays as it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record K8sScale(
        String api,
        String namespace,
        Workload workload,
        String name,
        int replicas,
        @JsonProperty(required = false) @Nullable String tokenVariable,
        @JsonProperty(required = false) @Nullable Boolean exactly,
        @JsonProperty(required = false) @Nullable Eks eks)
        implements Action.Capacity {

    /** A cluster of Amazon EKS, by the name that its tokens contain. */
    public record Eks(String region, String cluster) {

        private static @Nullable Eks read(Cursor at) {
            Fields fields = at.fields("region", "cluster");
            String region = fields.required("region", AwsText::region);
            String cluster = fields.required("cluster", it -> AwsText.name(it, "a cluster's name"));
            return fields.whole(() -> new Eks(region, cluster));
        }
    }

    static final ActionKind<K8sScale> KIND = new ActionKind<>("k8s-scale", K8sScale.class, K8sScale::read);

    /** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    /** The kind of resource whose {@code scale} is changed. */
    public enum Workload {
        DEPLOYMENT,
        STATEFULSET
    }

    /** At least so many replicas. */
    public K8sScale(
            String api,
            String namespace,
            Workload workload,
            String name,
            int replicas,
            @Nullable String tokenVariable) {
        this(api, namespace, workload, name, replicas, tokenVariable, null, null);
    }

    private static @Nullable K8sScale read(Cursor at) {
        Fields fields =
                at.fields("api", "namespace", "workload", "name", "replicas", "tokenVariable", "exactly", "eks");
        String api = fields.optional("api", "https://kubernetes.default.svc", ArgumentReader::urlForSecrets);
        String namespace = fields.required("namespace", K8sScale::name);
        Workload workload = fields.optional(
                "workload",
                Workload.DEPLOYMENT,
                it -> it.word(List.of(
                        Map.entry("deployment", Workload.DEPLOYMENT), Map.entry("statefulset", Workload.STATEFULSET))));
        String name = fields.required("name", K8sScale::name);
        Integer replicas = fields.required("replicas", ArgumentReader::count);
        String token = fields.ifPresent("tokenVariable", ArgumentReader::variable);
        Boolean exactly = fields.ifPresent("exactly", Cursor::bool);
        Eks eks = fields.ifPresent("eks", Eks::read);
        if (fields.has("eks") && fields.has("tokenVariable")) {
            fields.at("eks").problem("expected only one of eks, tokenVariable, got both");
        }
        if (fields.has("eks") && !fields.has("api")) {
            fields.at("eks").problem("expected with api, the endpoint of the cluster");
        }
        return fields.whole(() -> new K8sScale(api, namespace, workload, name, replicas, token, exactly, eks));
    }

    private static @Nullable String name(Cursor at) {
        return at.text("a Kubernetes name of small letters, digits, '-' and '.'", text -> NAME.matcher(text)
                .matches());
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }
}

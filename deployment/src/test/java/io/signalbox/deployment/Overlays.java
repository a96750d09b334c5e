package io.signalbox.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The rendered objects that are applied to clusters. */
final class Overlays {

    static final Path ROOT = Path.of("..");
    static final List<String> CLUSTERS = List.of(
            "k8s/overlays/single",
            "k8s/overlays/three-regions/us-east-1",
            "k8s/overlays/three-regions/eu-west-1",
            "k8s/overlays/three-regions/us-west-2");
    static final String SCALE = "k8s/scale";

    private Overlays() {}

    static List<Map<String, Object>> render(String folder) {
        return Kustomization.render(ROOT.resolve(folder));
    }

    static List<Map<String, Object>> ofKind(List<Map<String, Object>> objects, String... kinds) {
        return objects.stream()
                .filter(object -> List.of(kinds).contains(object.get("kind")))
                .toList();
    }

    static Map<String, Object> one(List<Map<String, Object>> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .filter(object -> name.equals(Yaml.string(object, "metadata/name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    /** The pods of the services. */
    static List<Map<String, Object>> workloads(List<Map<String, Object>> objects) {
        return ofKind(objects, "Deployment", "StatefulSet");
    }
}

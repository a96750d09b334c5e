package io.signalbox.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders a folder as {@code kubectl kustomize} does, for the features that our files use; it refuses all others. {@code make release-check}
 * compares both.
 */
final class Kustomization {

    private static final Set<String> FEATURES = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "resources",
            "labels",
            "generatorOptions",
            "configMapGenerator",
            "patches",
            "images");
    private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace", "PriorityClass");

    private final Path folder;
    private final Map<String, Object> file;
    private final List<Map<String, Object>> objects = new ArrayList<>();

    private Kustomization(Path folder) {
        this.folder = folder;
        file = Yaml.file(folder.resolve("kustomization.yaml"));
        for (String key : file.keySet()) {
            if (!FEATURES.contains(key)) {
                throw new IllegalArgumentException(folder + ": expected one of " + FEATURES + ", got " + key);
            }
        }
    }

    static List<Map<String, Object>> render(Path folder) {
        var one = new Kustomization(folder);
        one.resources();
        one.configMaps();
        Yaml.list(one.file, "patches").forEach(one::patch);
        one.namespace();
        Yaml.list(one.file, "labels").forEach(one::label);
        Yaml.list(one.file, "images").forEach(one::image);
        return one.objects;
    }

    private void resources() {
        for (Object name : Yaml.list(file, "resources")) {
            Path path = folder.resolve((String) name);
            if (Files.isDirectory(path)) {
                objects.addAll(render(path));
            } else {
                Yaml.documents(Yaml.text(path)).forEach(document -> objects.add(Yaml.map(document)));
            }
        }
    }

    private void configMaps() {
        if (file.containsKey("configMapGenerator")
                && !Yaml.string(file, "generatorOptions/disableNameSuffixHash").equals("true")) {
            throw new IllegalArgumentException(folder + ": expected disableNameSuffixHash: true");
        }
        for (Object generator : Yaml.list(file, "configMapGenerator")) {
            Map<String, Object> data = data(generator);
            String name = Yaml.string(generator, "name");
            if (Yaml.string(generator, "behavior").equals("merge")) {
                data.forEach(Yaml.map(find("ConfigMap", name).get("data"))::put);
            } else {
                objects.add(configMap(name, data));
            }
        }
    }

    private Map<String, Object> data(Object generator) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (Object literal : Yaml.list(generator, "literals")) {
            String[] parts = ((String) literal).split("=", 2);
            data.put(parts[0], parts[1]);
        }
        for (Object path : Yaml.list(generator, "files")) {
            Path source = folder.resolve((String) path);
            data.put(source.getFileName().toString(), Yaml.text(source));
        }
        return data;
    }

    private Map<String, Object> configMap(String name, Map<String, Object> data) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", name));
        Yaml.at(file, "generatorOptions/labels").ifPresent(labels -> metadata.put("labels", labels));
        return new LinkedHashMap<>(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data));
    }

    private Map<String, Object> find(String kind, String name) {
        List<Map<String, Object>> found = objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .filter(object -> Yaml.string(object, "metadata/name").equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    folder + ": expected one " + kind + " " + name + ", got " + found.size());
        }
        return found.getFirst();
    }

    private void patch(Object patch) {
        Map<String, Object> target = find(Yaml.string(patch, "target/kind"), Yaml.string(patch, "target/name"));
        Yaml.list(Yaml.documents(Yaml.string(patch, "patch")).getFirst()).forEach(each -> operation(target, each));
    }

    private void operation(Object target, Object operation) {
        String path = Yaml.string(operation, "path").substring(1);
        String op = Yaml.string(operation, "op");
        Object value = Yaml.at(operation, "value").orElseThrow();
        String parent = path.substring(0, path.lastIndexOf('/'));
        String last = path.substring(path.lastIndexOf('/') + 1);
        Object holder = Yaml.at(target, parent)
                .orElseThrow(() -> new IllegalArgumentException(folder + ": there is no " + parent));
        if (op.equals("replace") && Yaml.at(target, path).isEmpty()
                || !Set.of("add", "replace").contains(op)) {
            throw new IllegalArgumentException(folder + ": cannot " + op + " " + path);
        }
        if (holder instanceof Map<?, ?>) {
            Yaml.map(holder).put(last, value);
        } else if (op.equals("add") && last.equals("-")) {
            Yaml.list(holder).add(value);
        } else {
            Yaml.list(holder).set(Integer.parseInt(last), value);
        }
    }

    private void namespace() {
        Yaml.at(file, "namespace").ifPresent(namespace -> objects.stream()
                .filter(object -> !OF_THE_CLUSTER.contains((String) object.get("kind")))
                .forEach(object -> Yaml.map(object.get("metadata")).put("namespace", namespace)));
    }

    private void label(Object label) {
        for (var object : objects) {
            var metadata = Yaml.map(object.get("metadata"));
            Map<String, Object> labels = new LinkedHashMap<>();
            Yaml.at(metadata, "labels").ifPresent(old -> labels.putAll(Yaml.map(old)));
            labels.putAll(Yaml.map(Yaml.at(label, "pairs").orElseThrow()));
            metadata.put("labels", labels);
        }
    }

    private void image(Object image) {
        for (var object : objects) {
            for (Object container : Yaml.list(object, "spec/template/spec/containers")) {
                if (Yaml.string(container, "image").equals(Yaml.string(image, "name"))) {
                    Yaml.map(container)
                            .put("image", Yaml.string(image, "newName") + ":" + Yaml.string(image, "newTag"));
                }
            }
        }
    }
}

package io.signalbox.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML documents as maps and lists, and paths in them. */
final class Yaml {

    private Yaml() {}

    static List<Object> documents(String text) {
        var documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
        return documents;
    }

    static Map<String, Object> file(Path file) {
        return map(documents(text(file)).getFirst());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    /** @param path keys and indexes, separated by slashes */
    static Optional<Object> at(Object root, String path) {
        Object now = root;
        for (String key : path.split("/")) {
            if (now instanceof List<?> list && key.matches("\\d+")) {
                now = Integer.parseInt(key) < list.size() ? list.get(Integer.parseInt(key)) : null;
            } else {
                now = now instanceof Map<?, ?> map ? map.get(key) : null;
            }
        }
        return Optional.ofNullable(now);
    }

    static String string(Object root, String path) {
        return at(root, path).map(String::valueOf).orElse("");
    }

    /** Empty where there is no list. */
    static List<Object> list(Object root, String path) {
        return at(root, path).map(Yaml::list).orElse(List.of());
    }
}

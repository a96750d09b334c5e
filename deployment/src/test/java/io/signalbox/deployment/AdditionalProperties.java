package io.signalbox.deployment;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds what an object read by Jackson keeps as unknown, at any depth. */
final class AdditionalProperties {

    private static final String OURS = "getAdditionalProperties";

    private AdditionalProperties() {}

    static List<String> of(Object value) {
        var found = new ArrayList<String>();
        collect("", value, found);
        return found;
    }

    private static void collect(String path, Object value, List<String> found) {
        if (value instanceof Collection<?> values) {
            values.forEach(each -> collect(path + "/-", each, found));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> collect(path + "/" + key, each, found));
        } else if (value != null && isModel(value.getClass())) {
            properties(path, value, found);
        }
    }

    private static boolean isModel(Class<?> type) {
        return !type.isEnum()
                && (type.getName().startsWith("io.strimzi.") || type.getName().startsWith("io.fabric8."));
    }

    private static void properties(String path, Object model, List<String> found) {
        for (var method : model.getClass().getMethods()) {
            if (method.getParameterCount() == 0 && method.getName().startsWith("get")) {
                Object value = value(model, method);
                if (!method.getName().equals(OURS)) {
                    collect(path + "/" + method.getName().substring(3), value, found);
                } else if (value instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(key -> found.add(path + "/" + key + " is unknown"));
                }
            }
        }
    }

    private static Object value(Object model, java.lang.reflect.Method method) {
        try {
            return method.invoke(model);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method + " cannot be read", e);
        }
    }
}

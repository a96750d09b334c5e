package io.signalbox.fuzz;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A value in JSON: the types that it consists of, and the words that its text contains. */
public final class JsonWords {

    private static final List<String> USUAL =
            List.of("null", "true", "{}", "[]", "\"\"", "\"\\u0000\"", "-1", ",", ":", "\"v\":2,");

    private JsonWords() {}

    /** A type of ours and all of ours that it refers to. */
    public static Set<Class<?>> types(Class<?> root) {
        var found = new LinkedHashSet<Class<?>>();
        collect(root, found);
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType parameterized) {
            Stream.of(parameterized.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> one && one.getName().startsWith("io.signalbox.") && found.add(one)) {
            if (one.isSealed()) {
                Stream.of(one.getPermittedSubclasses()).forEach(each -> collect(each, found));
            }
            if (one.isRecord()) {
                Stream.of(one.getRecordComponents()).forEach(each -> collect(each.getGenericType(), found));
            }
        }
    }

    /** Names of fields and of constants. */
    public static List<String> words(Set<Class<?>> types) {
        var words = new ArrayList<>(USUAL);
        for (Class<?> type : types) {
            if (type.isRecord()) {
                Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(name -> words.add("\"" + name + "\":"));
            } else if (type.isEnum()) {
                Stream.of(type.getEnumConstants()).forEach(constant -> words.add("\"" + constant + "\""));
            }
        }
        return words;
    }
}

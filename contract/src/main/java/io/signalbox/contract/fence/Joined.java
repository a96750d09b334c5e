package io.signalbox.contract.fence;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Several names in one word of a fence. */
final class Joined {

    private static final String PLUS = "+";

    private Joined() {}

    static String of(List<?> names) {
        return names.stream().map(Object::toString).collect(Collectors.joining(PLUS));
    }

    static <T> List<T> read(String text, Function<String, T> name) {
        return Arrays.stream(text.split("\\+", -1)).map(name).toList();
    }
}

package io.signalbox.infra.platform;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names as parts of logical ids, which have letters and digits only: us-east-1 is UsEast1. */
final class Labels {

    private Labels() {}

    static String of(String name) {
        return List.of(name.split("-", -1)).stream()
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }
}

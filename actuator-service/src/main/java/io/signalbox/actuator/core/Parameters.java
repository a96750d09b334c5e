package io.signalbox.actuator.core;

import java.time.Duration;
import java.util.Optional;

/** Named values that the world reads its settings from, kept region by region. */
public interface Parameters {

    /** For all that one attempt does with them: one look and one write. */
    Duration LIMIT = Duration.ofSeconds(3);

    /** @return empty when there is none of that name */
    Optional<String> read(String region, String name) throws ActionFailedException;

    /** There is none of that name yet. */
    void create(String region, String name, String value) throws ActionFailedException;

    /** There is one of that name; its type stays as it is. */
    void overwrite(String region, String name, String value) throws ActionFailedException;

    /** There is none of that name any more, whether or not there was. */
    void delete(String region, String name) throws ActionFailedException;
}

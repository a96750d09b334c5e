package io.signalbox.bench.hostile;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One hostile input.
 *
 * @param check sends it. Its result is empty if the answer was right; otherwise it says what was found and what was expected
 */
record Trial(String name, Callable<Optional<String>> check) {

    /** The result of the check; an exception is a wrong answer. */
    Optional<String> run() {
        try {
            return check.call();
        } catch (Exception e) {
            return Optional.of(Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                    .map(Throwable::toString)
                    .collect(Collectors.joining(", because of ")));
        }
    }
}

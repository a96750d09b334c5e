package io.signalbox.actuator.route53;

import io.signalbox.contract.dns.RecordSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the changes that the error of a refused batch names: by record, by health check, or by the target of an alias.
 * The text is only a hint: it leads to another request or read, never to a conclusion.
 */
final class RefusedChanges {

    /** All that a name may consist of, the escapes of other characters included. */
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_*\\\\-][\\p{Alnum}._*\\\\-]*");

    private RefusedChanges() {}

    /** An error about the target of an alias names the target and its zone, and not the record. */
    private static final String ABOUT_TARGET = "alias that targets";

    /** @return in the order of the batch; empty when no name of it is found */
    static List<PendingChange> of(List<PendingChange> batch, List<String> messages) {
        Map<String, Set<PendingChange>> byName = index(
                batch,
                change ->
                        Stream.concat(change.names().stream(), change.created().map(RecordSet::healthCheckId)));
        Map<String, Set<PendingChange>> byTarget = index(batch, change -> change.created()
                .map(RecordSet::alias)
                .flatMap(Stream::ofNullable)
                .map(alias -> Route53Records.name(alias.name())));
        Set<PendingChange> named = new LinkedHashSet<>();
        for (String message : messages) {
            var known = message.contains(ABOUT_TARGET) ? byTarget : byName;
            NAME.matcher(message)
                    .results()
                    .map(found -> known.getOrDefault(Route53Records.name(found.group()), Set.of()))
                    .forEach(named::addAll);
        }
        return batch.stream().filter(named::contains).toList();
    }

    private static Map<String, Set<PendingChange>> index(
            List<PendingChange> batch, Function<PendingChange, Stream<@Nullable String>> words) {
        Map<String, Set<PendingChange>> index = new HashMap<>();
        batch.forEach(change -> words.apply(change).filter(Objects::nonNull).forEach(word -> index.computeIfAbsent(
                        word, _ -> new LinkedHashSet<>())
                .add(change)));
        return index;
    }
}

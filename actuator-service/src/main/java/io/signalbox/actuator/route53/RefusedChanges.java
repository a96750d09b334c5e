package io.signalbox.actuator.route53;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the changes that the error of a refused batch names. The text is only a hint: it leads to another request or
 * read, never to a verdict.
 */
final class RefusedChanges {

    /** All that a name may consist of, the escapes of other characters included. */
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_*\\\\-][\\p{Alnum}._*\\\\-]*");

    private RefusedChanges() {}

    /** @return in the order of the batch; empty when no name of it is found */
    static List<PendingChange> of(List<PendingChange> batch, List<String> messages) {
        Map<String, PendingChange> byName = new HashMap<>();
        batch.forEach(change -> change.names().forEach(name -> byName.put(name, change)));
        Set<PendingChange> named = new LinkedHashSet<>();
        for (String message : messages) {
            NAME.matcher(message)
                    .results()
                    .flatMap(found -> Stream.ofNullable(byName.get(Route53Records.name(found.group()))))
                    .forEach(named::add);
        }
        return batch.stream().filter(named::contains).toList();
    }
}

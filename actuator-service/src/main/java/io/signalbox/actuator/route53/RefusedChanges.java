package io.signalbox.actuator.route53;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which changes of a refused batch its error names. The words are a hint only: what they lead to is another request or another
 * look, never a verdict.
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

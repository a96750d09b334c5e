package io.signalbox.actuator.watch;

import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.contract.dns.Places;
import io.signalbox.contract.dns.RecordSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the traffic records that exist compare with those of the active site.
 *
 * @param expected for a person
 * @param found for a person
 * @param places the same, as {@link Places} says it
 */
record Comparison(Finding finding, String expected, String found, List<String> places) {

    /** The result of a comparison. */
    enum Finding {
        AS_EXPECTED,
        /** All answers differ from what is expected. */
        DIFFERENT,
        /** A server does not answer, or servers differ from each other: a change may be propagating. */
        UNDECIDED
    }

    Comparison {
        places = List.copyOf(places);
    }

    /** With the records as the provider's API returns them: order, spelling, TTL and identifier do not matter. */
    static Comparison of(List<RecordSet> expected, LiveRecords stored) {
        Set<RecordTarget> wanted = RecordTarget.serving(expected);
        Set<RecordTarget> found = RecordTarget.serving(stored.traffic());
        boolean same = found.equals(wanted) && stored.foreign().isEmpty();
        Stream<String> foreign = stored.foreign().stream().map(Object::toString);
        return new Comparison(
                same ? Finding.AS_EXPECTED : Finding.DIFFERENT,
                text(wanted),
                Stream.concat(Stream.of(text(found)), foreign)
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining("; ")),
                Stream.concat(
                                Places.serving(stored.traffic()).stream(),
                                stored.foreign().stream().map(Object::toString))
                        .toList());
    }

    static String text(Collection<RecordTarget> targets) {
        return targets.stream().map(RecordTarget::toString).sorted().collect(Collectors.joining("; "));
    }
}

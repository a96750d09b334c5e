package io.signalbox.contract.fence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.signalbox.contract.name.SiteName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sites of a service with stale data, as its fence says: at most one {@link Mark} for each site, by site name. Two
 * sets can be merged in any order and any number of times with the same result.
 */
public record Marks(@JsonValue List<Mark> all) {

    /** It is known that no site's data is stale. */
    public static final Marks NONE = new Marks(List.of());

    private static final String NOTHING = "-";

    @JsonCreator
    public Marks {
        all = latest(all);
    }

    private static List<Mark> latest(Collection<Mark> marks) {
        var bySite = new TreeMap<String, Mark>();
        marks.forEach(mark -> bySite.merge(mark.site().value(), mark, Mark::later));
        return List.copyOf(bySite.values());
    }

    /** The mark of a site; empty if it was never marked. */
    public Optional<Mark> of(SiteName site) {
        return all.stream().filter(mark -> mark.site().equals(site)).findFirst();
    }

    public boolean isStale(SiteName site) {
        return of(site).filter(Mark::isStale).isPresent();
    }

    /** The marks of all sites whose data is stale. */
    public List<Mark> stale() {
        return all.stream().filter(Mark::isStale).toList();
    }

    /** The same, with the site's data stale since this epoch, unless something later is known of it. */
    public Marks stale(SiteName site, long epoch) {
        return and(Mark.stale(site, epoch));
    }

    /** The same, with the site known to be seeded again after this epoch. A later mark of the site stays. */
    public Marks seeded(SiteName site, long epoch) {
        return and(new Mark(site, epoch, true));
    }

    private Marks and(Mark mark) {
        return new Marks(Stream.concat(all.stream(), Stream.of(mark)).toList());
    }

    /** The marks of both. */
    public Marks united(Marks other) {
        return new Marks(Stream.concat(all.stream(), other.all.stream()).toList());
    }

    /** The fence's words: {@code stale=us-east-1@17,us-west-2@19}, and {@code seeded=…} where something was seeded. */
    String words() {
        String seeded = joined(false);
        return "stale=" + joined(true) + (seeded.equals(NOTHING) ? "" : " seeded=" + seeded);
    }

    private String joined(boolean stale) {
        String words = all.stream()
                .filter(mark -> mark.isStale() == stale)
                .map(Mark::toString)
                .collect(Collectors.joining(","));
        return words.isEmpty() ? NOTHING : words;
    }

    /** @throws IllegalArgumentException saying what was found and what is allowed */
    static Marks parse(String stale, String seeded) {
        return new Marks(Stream.concat(read(stale, false), read(seeded, true)).toList());
    }

    private static Stream<Mark> read(String words, boolean seeded) {
        return words.equals(NOTHING)
                ? Stream.of()
                : Stream.of(words.split(",", -1)).map(word -> Mark.parse(word, seeded));
    }
}

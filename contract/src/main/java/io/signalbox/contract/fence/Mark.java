package io.signalbox.contract.fence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.SiteName;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge about a site's data after a one-way step, such as the promotion of a replica elsewhere.
 *
 * @param epoch the epoch of the fence that first contained the mark
 * @param seeded true once the site has been seeded again; null while its data is stale
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mark(
        SiteName site,
        long epoch,
        @JsonProperty(required = false) @Nullable Boolean seeded) {

    private static final char SEPARATOR = '@';

    public Mark {
        if (epoch < 1) {
            throw new IllegalArgumentException("mark of " + site + ": expected an epoch of 1 or more, got " + epoch);
        }
    }

    /** The site's data is stale since this epoch. */
    public static Mark stale(SiteName site, long epoch) {
        return new Mark(site, epoch, null);
    }

    @JsonIgnore
    public boolean isStale() {
        return seeded == null || !seeded;
    }

    /** The entry in the fence's text: {@code us-east-1@17}. */
    @Override
    public String toString() {
        return site.value() + SEPARATOR + epoch;
    }

    /**
     * Reads one mark of a fence's {@code stale} or {@code seeded} word.
     *
     * @throws IllegalArgumentException saying what was found and what is allowed
     */
    static Mark parse(String text, boolean seeded) {
        int at = text.indexOf(SEPARATOR);
        try {
            if (at > 0) {
                long epoch = Long.parseLong(text.substring(at + 1));
                return new Mark(new SiteName(text.substring(0, at)), epoch, seeded ? true : null);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("mark \"" + text + "\": expected site@epoch", e);
        }
        throw new IllegalArgumentException("mark \"" + text + "\": expected site@epoch");
    }

    /** The later of the two; at the same epoch, the one that says that the site was seeded again. */
    Mark later(Mark other) {
        if (epoch != other.epoch) {
            return epoch > other.epoch ? this : other;
        }
        return isStale() ? other : this;
    }
}

package io.signalbox.contract.fence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last decision about the active site of a service, stored at the DNS provider in the TXT record {@code
 * _signalbox.<hostname>}. It is written only by compare-and-swap: a change of the traffic records proves in the same
 * atomic request that this value is still the one that the decision was based on.
 *
 * @param epoch the number of the routing decision; grows by one with each
 * @param active the site that the name points to
 * @param plan the plan that wrote it; unique within a cell, so that a writer recognises its own value
 * @param until the end of a {@link Phase#MOVING} claim; null when settled
 * @param hold orders of operators that every cell honours; null when there are none
 * @param split the part of the traffic that another site has; null when {@code active} has all of it
 * @param target the site that a {@link Phase#MOVING} claim leads to, {@code active} when it moves no traffic; null when
 *     settled
 * @param marks the sites with stale data; null when the writer did not know marks
 * @param agreed further entries that apply in every cell; null for none
 * @param others words that this version does not know, as {@code key=value} in their order; every following fence keeps
 *     them; null for none
 * @param raw the exact text at the provider if it differs from what this version would write; null if it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fence(
        long epoch,
        SiteName active,
        Phase phase,
        String plan,
        CellName cell,
        @JsonProperty(required = false) @Nullable Instant until,
        @JsonProperty(required = false) @Nullable String hold,
        @JsonProperty(required = false) @Nullable Split split,
        @JsonProperty(required = false) @Nullable SiteName target,
        @JsonProperty(required = false) @Nullable Marks marks,
        @JsonProperty(required = false) @Nullable Agreed agreed,
        @JsonProperty(required = false) @Nullable List<String> others,
        @JsonProperty(required = false) @Nullable String raw) {

    public static final int VERSION = 1;

    /** The longest time between an actuator's last look at the fence and the end of the action that follows. */
    public static final Duration LONGEST_ACT = Duration.ofSeconds(3);

    /** The maximum clock error of an actuator, and of a cell that takes over. */
    public static final Duration CLOCK_BOUND = Duration.ofSeconds(5);

    /**
     * The shortest duration of a claim. It is renewed after half of its time. Then an attempt to renew it, of 5 s, must
     * fit in before the time after which no action may begin under it.
     */
    public static final Duration SHORTEST_CLAIM =
            LONGEST_ACT.plus(CLOCK_BOUND).plusSeconds(5).multipliedBy(2);

    /** 2^53: every reader of JSON can represent it, and no service reaches it by moves. */
    public static final long LARGEST_EPOCH = 1L << 53;

    /** The maximum length of the text in bytes. A topology whose fences could become longer is rejected. */
    public static final int LONGEST_TEXT = 1_000;

    /** The longest {@code hold}, in bytes. */
    public static final int LONGEST_HOLD = 512;

    private static final int LONGEST_WORD = 63;
    private static final String PREFIX = "_signalbox.";

    /** True if the move is done or claimed. */
    public enum Phase {
        SETTLED,
        MOVING
    }

    public Fence {
        if (epoch < 1 || epoch > LARGEST_EPOCH) {
            throw new IllegalArgumentException("fence epoch " + epoch + ": expected 1 to " + LARGEST_EPOCH);
        }
        requireWord("plan", plan, LONGEST_WORD);
        if (hold != null) {
            requireWord("hold", hold, LONGEST_HOLD);
        }
        others = others == null || others.isEmpty() ? null : List.copyOf(others);
        agreed = agreed != null && cancelsAnother(agreed.cancel(), phase, plan) ? agreed.cancel(null) : agreed;
        agreed = Agreed.NOTHING.equals(agreed) ? null : agreed;
        if (split != null && split.to().equals(active)) {
            throw new IllegalArgumentException("fence split " + split + ": expected another site than the active one");
        }
    }

    /** All traffic goes to {@code active}. */
    public Fence(
            long epoch,
            SiteName active,
            Phase phase,
            String plan,
            CellName cell,
            @Nullable Instant until,
            @Nullable String hold) {
        this(epoch, active, phase, plan, cell, until, hold, null, null, null, null, null, null);
    }

    public static Fence settled(long epoch, SiteName active, String plan, CellName cell) {
        return new Fence(epoch, active, Phase.SETTLED, plan, cell, null, null);
    }

    /** A claim: the plan of a cell owns the move until a time; traffic is still at {@code active}. */
    public static Fence moving(long epoch, SiteName active, String plan, CellName cell, Instant until) {
        return new Fence(epoch, active, Phase.MOVING, plan, cell, until, null);
    }

    /** The same with what holds. */
    public Fence holding(@Nullable String word) {
        return new Fence(epoch, active, phase, plan, cell, until, word, split, target, marks, agreed, others, null);
    }

    /** The same with a part of the traffic elsewhere. */
    public Fence splitting(@Nullable Split part) {
        return new Fence(epoch, active, phase, plan, cell, until, hold, part, target, marks, agreed, others, null);
    }

    /** The same with another active site. */
    public Fence at(SiteName site) {
        return new Fence(epoch, site, phase, plan, cell, until, hold, split, target, marks, agreed, others, null);
    }

    /** The same as a claim that leads to a site. */
    public Fence leadingTo(@Nullable SiteName site) {
        return new Fence(epoch, active, phase, plan, cell, until, hold, split, site, marks, agreed, others, null);
    }

    /** The same with these marks. @param known null for a writer that knows nothing of marks */
    public Fence marking(@Nullable Marks known) {
        return new Fence(epoch, active, phase, plan, cell, until, hold, split, target, known, agreed, others, null);
    }

    /**
     * The same with the entries that every later fence keeps from the previous one: its marks, and words that are not
     * known here.
     */
    public Fence after(Fence before) {
        return new Fence(
                epoch,
                active,
                phase,
                plan,
                cell,
                until,
                hold,
                split,
                target,
                before.marks,
                before.agreed,
                before.others,
                null);
    }

    /** The same with these entries for every cell. */
    public Fence agreeing(Agreed words) {
        return new Fence(epoch, active, phase, plan, cell, until, hold, split, target, marks, words, others, null);
    }

    /** The next epoch of the same decision, with holds and entries for every cell; the writer of the decision stays. */
    public Fence rewritten(@Nullable String word, Agreed words) {
        return new Fence(epoch + 1, active, phase, plan, cell, until, word, split, target, marks, words, others, null);
    }

    /** True if only entries have changed since {@code before}: it is the same decision of the same plan. */
    public boolean isRewrittenSince(Fence before) {
        return epoch > before.epoch
                && sameWriter(before)
                && active.equals(before.active)
                && phase == before.phase
                && Objects.equals(until, before.until)
                && Objects.equals(split, before.split)
                && Objects.equals(target, before.target)
                && Objects.equals(marks, before.marks);
    }

    /** A cancellation only applies to a claim of its plan, even if a later fence has kept it. */
    private static boolean cancelsAnother(@Nullable CancelledPlan cancel, Phase phase, String plan) {
        return cancel != null && !(phase == Phase.MOVING && cancel.plan().equals(plan));
    }

    /** The entries for all cells; {@link Agreed#NOTHING} if there are none. */
    public Agreed words() {
        return agreed == null ? Agreed.NOTHING : agreed;
    }

    /** True if the site's data is known to be stale. */
    public boolean marksStale(SiteName site) {
        return marks != null && marks.isStale(site);
    }

    /** True if the move is claimed, and the claim may still be valid by the clock of its cell. */
    public boolean claimedAt(Instant now) {
        return phase == Phase.MOVING && (until == null || now.isBefore(until.plus(CLOCK_BOUND)));
    }

    /**
     * True if an action that begins now ends before the claim does, by every clock; always true for a settled fence.
     */
    public boolean permitsActAt(Instant now) {
        return phase == Phase.SETTLED
                || until == null
                || now.plus(LONGEST_ACT).plus(CLOCK_BOUND).isBefore(until);
    }

    /** True if the same plan wrote both fences. */
    public boolean sameWriter(Fence other) {
        return plan.equals(other.plan) && cell.equals(other.cell);
    }

    /** The DNS name of the TXT record that holds the fence of {@code hostname}. */
    public static String recordName(String hostname) {
        return PREFIX + hostname;
    }

    /** The TXT record's value, without quotes: at most {@link #LONGEST_TEXT} bytes for a topology that was accepted. */
    public String text() {
        return raw == null ? FenceText.of(this) : raw;
    }

    /**
     * Reads a TXT record's value.
     *
     * @throws IllegalArgumentException naming the field, what was found and what is allowed
     */
    public static Fence parse(String text) {
        return FenceText.parse(text);
    }

    /** The same as it was read from this text. */
    Fence as(String text) {
        return new Fence(epoch, active, phase, plan, cell, until, hold, split, target, marks, agreed, others, text);
    }

    private static void requireWord(String what, String value, int longest) {
        if (value.isEmpty()
                || value.length() > longest
                || value.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '"')) {
            throw new IllegalArgumentException("fence " + what + " \"" + value + "\": expected 1 to " + longest
                    + " printable characters without space or quote");
        }
    }
}

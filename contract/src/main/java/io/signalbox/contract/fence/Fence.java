package io.signalbox.contract.fence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who last decided where a service's traffic goes, as stored beside the service at the DNS provider in the TXT record
 * {@code _signalbox.<hostname>}. It is written only by compare-and-swap: whoever changes the traffic records proves in
 * the same atomic call that this value is still the one it decided on.
 *
 * @param epoch the number of the routing decision; grows by one with each
 * @param active the site that the name points at
 * @param plan the plan that wrote it; unique within a cell, so that a writer recognises its own value
 * @param until how long a {@link Phase#MOVING} claim holds; null when settled
 * @param hold an operator's order that every cell honours; null when there is none
 * @param split what another site has of the traffic; null when {@code active} has all of it
 * @param target the site that a {@link Phase#MOVING} claim leads to; null when settled, or when it leads nowhere
 * @param marks the sites with stale data; null when the writer knew nothing of marks
 * @param agreed what every cell is to know beside that; null for nothing
 * @param others words that this version does not know, as {@code key=value} in the order in which they were found; they
 *     are kept in every fence that follows; null for none
 * @param raw the exact text at the provider where it differs from what this version would write; null where it does not
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

    /** The longest time between an actuator's last look at the fence and the end of the act that follows. */
    public static final Duration LONGEST_ACT = Duration.ofSeconds(3);

    /** An actuator's clock and the clock of a cell that takes over may each be wrong by so much. */
    public static final Duration CLOCK_BOUND = Duration.ofSeconds(5);

    /**
     * The shortest time for which a claim may be taken. It is renewed at half of its time. Then an attempt to renew it, of 5 s, must
     * fit before the moment from which no act begins under it.
     */
    public static final Duration SHORTEST_CLAIM =
            LONGEST_ACT.plus(CLOCK_BOUND).plusSeconds(5).multipliedBy(2);

    /** 2^53: every reader of JSON can count so far, and no service comes near to it by moves. */
    public static final long LARGEST_EPOCH = 1L << 53;

    /** The longest text that is written, in bytes: a topology whose fences could become longer is refused. */
    public static final int LONGEST_TEXT = 1_000;

    /** The longest {@code hold}, in bytes. */
    public static final int LONGEST_HOLD = 512;

    /** The longest text that is read at all. */
    private static final int LONGEST_READ = 4_000;

    private static final int LONGEST_WORD = 63;
    private static final Set<String> KNOWN = Set.of(
            "v",
            "epoch",
            "active",
            "phase",
            "plan",
            "cell",
            "until",
            "hold",
            "split",
            "target",
            "stale",
            "seeded",
            "order",
            "failed",
            "unwanted",
            "cancel");

    private static final String NONE = "-";
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

    /** The same with what every later fence keeps of the one before: its marks, and words that are not known here. */
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

    /** The same with what every cell is to know. */
    public Fence agreeing(Agreed words) {
        return new Fence(epoch, active, phase, plan, cell, until, hold, split, target, marks, words, others, null);
    }

    /** The next epoch of the same decision, with what holds and what every cell is to know: its writer stays the one it was. */
    public Fence rewritten(@Nullable String word, Agreed words) {
        return new Fence(epoch + 1, active, phase, plan, cell, until, word, split, target, marks, words, others, null);
    }

    /** True if nothing but words has been written since {@code before}: the same decision of the same plan. */
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

    /** A word that ends a plan is about a claim of that plan alone, whoever has kept it longer. */
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

    /** True if somebody has claimed the move and the claim may not have run out yet by the claimant's clock. */
    public boolean claimedAt(Instant now) {
        return phase == Phase.MOVING && (until == null || now.isBefore(until.plus(CLOCK_BOUND)));
    }

    /** True if an act that begins now is over before the claim ends, by every clock; true for what is settled. */
    public boolean permitsActAt(Instant now) {
        return phase == Phase.SETTLED
                || until == null
                || now.plus(LONGEST_ACT).plus(CLOCK_BOUND).isBefore(until);
    }

    /** True if the same plan has written both. */
    public boolean sameWriter(Fence other) {
        return plan.equals(other.plan) && cell.equals(other.cell);
    }

    /** The DNS name of the TXT record that holds the fence of {@code hostname}. */
    public static String recordName(String hostname) {
        return PREFIX + hostname;
    }

    /** The TXT record's value, without quotes: at most {@link #LONGEST_TEXT} bytes for a topology that was accepted. */
    public String text() {
        return raw == null ? written() : raw;
    }

    private String written() {
        return "v=" + VERSION + " epoch=" + epoch + " active=" + active + " phase="
                + phase.name().toLowerCase(Locale.ROOT) + " plan=" + plan + " cell=" + cell + " until="
                + (until == null ? NONE : until) + " hold="
                + (hold == null ? NONE : hold)
                + (split == null ? "" : " split=" + split)
                + (target == null ? "" : " target=" + target)
                + (marks == null ? "" : " " + marks.words())
                + words().words()
                + (others == null ? "" : " " + String.join(" ", others));
    }

    /**
     * Reads a TXT record's value.
     *
     * @throws IllegalArgumentException naming the field, what was found and what is allowed
     */
    public static Fence parse(String text) {
        if (text.length() > LONGEST_READ) {
            throw new IllegalArgumentException(
                    "fence of " + text.length() + " characters: expected at most " + LONGEST_READ);
        }
        Map<String, String> fields = fields(text);
        Version.require("fence", number(text, "v", fields), VERSION);
        var fence = new Fence(
                number(text, "epoch", fields),
                new SiteName(field(text, "active", fields)),
                phase(text, field(text, "phase", fields)),
                field(text, "plan", fields),
                new CellName(field(text, "cell", fields)),
                until(text, fields.getOrDefault("until", NONE)),
                optional(fields.getOrDefault("hold", NONE)),
                split(optional(fields.getOrDefault("split", NONE))),
                target(optional(fields.getOrDefault("target", NONE))),
                marks(fields),
                agreed(text, fields),
                others(fields),
                null);
        return fence.written().equals(text) ? fence : fence.as(text);
    }

    private Fence as(String text) {
        return new Fence(epoch, active, phase, plan, cell, until, hold, split, target, marks, agreed, others, text);
    }

    private static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (String word : text.trim().split(" +", -1)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("fence \"" + text + "\": expected key=value, got \"" + word + "\"");
            }
            if (fields.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "fence \"" + text + "\": expected each key once, got " + word.substring(0, equals) + " twice");
            }
        }
        return fields;
    }

    private static String field(String text, String key, Map<String, String> fields) {
        String value = fields.get(key);
        if (value == null) {
            throw new IllegalArgumentException("fence \"" + text + "\": " + key + " is missing");
        }
        return value;
    }

    private static long number(String text, String key, Map<String, String> fields) {
        String value = field(text, key, fields);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("fence \"" + text + "\": " + key + " must be a number", e);
        }
    }

    private static Phase phase(String text, String value) {
        return switch (value) {
            case "settled" -> Phase.SETTLED;
            case "moving" -> Phase.MOVING;
            default ->
                throw new IllegalArgumentException(
                        "fence \"" + text + "\": phase must be settled or moving, got \"" + value + "\"");
        };
    }

    private static @Nullable Instant until(String text, String value) {
        try {
            return value.equals(NONE) ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("fence \"" + text + "\": until must be an instant", e);
        }
    }

    private static @Nullable Split split(@Nullable String value) {
        return value == null ? null : Split.parse(value);
    }

    private static @Nullable SiteName target(@Nullable String value) {
        return value == null ? null : new SiteName(value);
    }

    private static @Nullable Marks marks(Map<String, String> fields) {
        String stale = fields.get("stale");
        String seeded = fields.get("seeded");
        return stale == null && seeded == null
                ? null
                : Marks.parse(stale == null ? NONE : stale, seeded == null ? NONE : seeded);
    }

    private static Agreed agreed(String text, Map<String, String> fields) {
        try {
            return Agreed.read(fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fence \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static List<String> others(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .toList();
    }

    private static @Nullable String optional(String value) {
        return value.equals(NONE) ? null : value;
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

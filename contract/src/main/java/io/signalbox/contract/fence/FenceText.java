package io.signalbox.contract.fence;

import io.signalbox.contract.fence.Fence.Phase;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The text of a fence, as it is stored in its TXT record: words {@code key=value} (docs/fence.md). */
final class FenceText {

    /** The maximum length of a text that is read. */
    private static final int LONGEST_READ = 4_000;

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

    private final String text;
    private final Map<String, String> fields;

    private FenceText(String text) {
        this.text = text;
        this.fields = fields(text);
    }

    /** Formats a fence in the format of this version. */
    static String of(Fence fence) {
        return "v=" + Fence.VERSION + " epoch=" + fence.epoch() + " active=" + fence.active() + " phase="
                + fence.phase().name().toLowerCase(Locale.ROOT) + " plan=" + fence.plan() + " cell=" + fence.cell()
                + " until=" + (fence.until() == null ? NONE : fence.until()) + " hold="
                + (fence.hold() == null ? NONE : fence.hold())
                + (fence.split() == null ? "" : " split=" + fence.split())
                + (fence.target() == null ? "" : " target=" + fence.target())
                + (fence.marks() == null ? "" : " " + fence.marks().words())
                + fence.words().words()
                + (fence.others() == null ? "" : " " + String.join(" ", fence.others()));
    }

    /** @throws IllegalArgumentException naming the field, what was found and what is allowed */
    static Fence parse(String text) {
        if (text.length() > LONGEST_READ) {
            throw new IllegalArgumentException(
                    "fence of " + text.length() + " characters: expected at most " + LONGEST_READ);
        }
        Fence fence = new FenceText(text).fence();
        return of(fence).equals(text) ? fence : fence.as(text);
    }

    private Fence fence() {
        Version.require("fence", number("v"), Fence.VERSION);
        return new Fence(
                number("epoch"),
                new SiteName(field("active")),
                phase(field("phase")),
                field("plan"),
                new CellName(field("cell")),
                until(fields.getOrDefault("until", NONE)),
                optional("hold"),
                split(optional("split")),
                target(optional("target")),
                marks(),
                agreed(),
                others(),
                null);
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

    private String field(String key) {
        String value = fields.get(key);
        if (value == null) {
            throw new IllegalArgumentException(here() + key + " is missing");
        }
        return value;
    }

    /** Begins each message. */
    private String here() {
        return "fence \"" + text + "\": ";
    }

    private long number(String key) {
        String value = field(key);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(here() + key + " must be a number", e);
        }
    }

    private Phase phase(String value) {
        return switch (value) {
            case "settled" -> Phase.SETTLED;
            case "moving" -> Phase.MOVING;
            default ->
                throw new IllegalArgumentException(here() + "phase must be settled or moving, got \"" + value + "\"");
        };
    }

    private @Nullable Instant until(String value) {
        try {
            return value.equals(NONE) ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(here() + "until must be an instant", e);
        }
    }

    private static @Nullable Split split(@Nullable String value) {
        return value == null ? null : Split.parse(value);
    }

    private static @Nullable SiteName target(@Nullable String value) {
        return value == null ? null : new SiteName(value);
    }

    private @Nullable Marks marks() {
        String stale = fields.get("stale");
        String seeded = fields.get("seeded");
        return stale == null && seeded == null
                ? null
                : Marks.parse(stale == null ? NONE : stale, seeded == null ? NONE : seeded);
    }

    private Agreed agreed() {
        try {
            return Agreed.read(fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(here() + e.getMessage(), e);
        }
    }

    private List<String> others() {
        return fields.entrySet().stream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .toList();
    }

    private @Nullable String optional(String key) {
        String value = fields.getOrDefault(key, NONE);
        return value.equals(NONE) ? null : value;
    }
}

package io.signalbox.cli.read;

import static io.signalbox.cli.connect.Answer.optional;
import static io.signalbox.cli.connect.Answer.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A service's state in words. A member that this version does not know is in the JSON output only. */
final class States {

    private static final String NONE = "-";

    private States() {}

    /** The verdict of each site: {@code us-east-1=UP us-west-2=DOWN}. */
    static String verdicts(JsonNode state) {
        return String.join(
                " ",
                elements(state.path("sites"))
                        .map(site -> text(site, "name") + "=" + text(site, "verdict"))
                        .toList());
    }

    static String active(JsonNode state) {
        return optional(state, "active").orElse(NONE);
    }

    /** The phase, and where it leads. */
    static String phase(JsonNode state) {
        return text(state, "phase")
                + optional(state, "target").map(to -> " to " + to).orElse("");
    }

    /** The orders that hold the service: override, freeze, approval, drill; {@code -} for none. */
    static String holds(JsonNode state) {
        var holds = new ArrayList<String>();
        optional(state.path("override"), "target").ifPresent(to -> holds.add("override to " + to));
        if (state.path("freeze").isObject()) {
            holds.add("freeze");
        }
        optional(state.path("awaits"), "what").ifPresent(what -> holds.add("awaits approval: " + what));
        if (state.path("drill").isObject()) {
            holds.add("drill");
        }
        return holds.isEmpty() ? NONE : String.join(", ", holds);
    }

    static String alarms(JsonNode state) {
        List<String> codes =
                elements(state.path("alarms")).map(alarm -> text(alarm, "code")).toList();
        return codes.isEmpty() ? NONE : String.join(", ", codes);
    }

    /** A reason's sentence. */
    static String reason(JsonNode of) {
        return text(of.path("reason"), "text");
    }

    /** The age of an instant, in its two largest units; empty if there is none. */
    static String ago(JsonNode node, String member, Instant now) {
        return optional(node, member).map(text -> ago(text, now)).orElse("");
    }

    private static String ago(String text, Instant now) {
        try {
            return words(Duration.between(Instant.parse(text), now));
        } catch (DateTimeParseException _) {
            return text;
        }
    }

    static String words(Duration duration) {
        Duration whole = duration.isNegative() ? Duration.ZERO : duration;
        if (whole.toDays() > 0) {
            return whole.toDays() + "d " + whole.toHoursPart() + "h";
        }
        if (whole.toHours() > 0) {
            return whole.toHours() + "h " + whole.toMinutesPart() + "m";
        }
        return whole.toMinutes() > 0 ? whole.toMinutes() + "m " + whole.toSecondsPart() + "s" : whole.toSeconds() + "s";
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

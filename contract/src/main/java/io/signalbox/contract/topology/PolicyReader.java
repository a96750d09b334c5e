package io.signalbox.contract.topology;

import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Failback.Mode;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what may be done for a service. @param voters who has a vote on its sites */
record PolicyReader(Voters voters) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Failback FAILBACK = new Failback(Mode.AUTO, Duration.ofMinutes(10));
    static final Policy STANDARD = new Policy(
            new Quorum(null, false), FAILBACK, WhenAllDown.LAST_RESORT, Duration.ofSeconds(30), Duration.ofMinutes(15));

    @Nullable
    Policy read(Cursor at) {
        Fields fields = at.fields("quorum", "excludeOwnVantage", "failback", "whenAllDown", "grace", "planDeadline");
        if (fields == null) {
            return null;
        }
        Quorum quorum = quorum(fields);
        Failback failback = fields.optional("failback", FAILBACK, PolicyReader::failback);
        WhenAllDown whenAllDown = fields.optional("whenAllDown", STANDARD.whenAllDown(), PolicyReader::whenAllDown);
        Duration grace = fields.optional("grace", STANDARD.grace(), it -> it.duration(Duration.ZERO, DAY));
        Duration deadline =
                fields.optional("planDeadline", STANDARD.planDeadline(), it -> it.duration(Duration.ofSeconds(1), DAY));
        return quorum == null || failback == null || whenAllDown == null || grace == null || deadline == null
                ? null
                : new Policy(quorum, failback, whenAllDown, grace, deadline);
    }

    private @Nullable Quorum quorum(Fields fields) {
        Boolean excludeOwn = fields.optional("excludeOwnVantage", false, Cursor::bool);
        if (excludeOwn == null) {
            return null;
        }
        voters.withoutVoters(excludeOwn).ifPresent(site -> fields.at("excludeOwnVantage")
                .problem("expected at least one other vantage for the site " + site + ", whose own has no vote"));
        int most = voters.fewest(excludeOwn);
        if (!fields.has("quorum")) {
            return new Quorum(null, excludeOwn);
        }
        Votes votes = fields.required(
                "quorum", at -> at.parsed("majority, all or a number from 1 to " + most, text -> votes(text, most)));
        return votes == null ? null : new Quorum(votes.number(), excludeOwn);
    }

    /** @param number null for a majority */
    private record Votes(@Nullable Integer number) {}

    private static @Nullable Votes votes(String text, int most) {
        return switch (text) {
            case "majority" -> new Votes(null);
            case "all" -> new Votes(most);
            default -> {
                Integer number = Cursor.number(text, 1, most);
                yield number == null ? null : new Votes(number);
            }
        };
    }

    private static @Nullable Failback failback(Cursor at) {
        Fields fields = at.fields("mode", "stableFor");
        if (fields == null) {
            return null;
        }
        Mode mode = fields.optional(
                "mode",
                FAILBACK.mode(),
                it -> it.word(List.of(Map.entry("auto", Mode.AUTO), Map.entry("manual", Mode.MANUAL))));
        Duration stableFor = fields.optional(
                "stableFor", FAILBACK.stableFor(), it -> it.duration(Duration.ZERO, DAY.multipliedBy(7)));
        return mode == null || stableFor == null ? null : new Failback(mode, stableFor);
    }

    private static @Nullable WhenAllDown whenAllDown(Cursor at) {
        return at.word(List.of(
                Map.entry("lastResort", WhenAllDown.LAST_RESORT),
                Map.entry("stay", WhenAllDown.STAY),
                Map.entry("primary", WhenAllDown.PRIMARY)));
    }
}

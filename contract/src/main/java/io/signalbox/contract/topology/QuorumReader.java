package io.signalbox.contract.topology;

import io.signalbox.contract.topology.Policy.Quorum;
import org.jspecify.annotations.Nullable;

/** Reads how many vantages must agree. @param base what holds where nothing is said */
record QuorumReader(Voters voters, Quorum base) {

    /** @param policy with the keys {@code quorum} and {@code excludeOwnVantage} */
    @Nullable
    Quorum read(Fields policy) {
        Boolean excludeOwn = policy.optional("excludeOwnVantage", base.excludeOwnVantage(), Cursor::bool);
        if (excludeOwn == null) {
            return null;
        }
        if (policy.has("excludeOwnVantage")) {
            voters.withoutVoters(excludeOwn).ifPresent(site -> policy.at("excludeOwnVantage")
                    .problem("expected at least one other vantage for the site " + site + ", whose own has no vote"));
        }
        int most = voters.fewest(excludeOwn);
        Votes votes = policy.optional(
                "quorum",
                inherited(most),
                at -> at.parsed("majority, all or a number from 1 to " + most, text -> votes(text, most)));
        return votes == null ? null : new Quorum(votes.number(), excludeOwn);
    }

    /** @param number null for a majority */
    private record Votes(@Nullable Integer number) {}

    /** What is inherited adapts to fewer voters; what is written must fit. */
    private Votes inherited(int most) {
        Integer votes = base.votes();
        return new Votes(votes == null ? null : Integer.valueOf(Math.min(votes, most)));
    }

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
}

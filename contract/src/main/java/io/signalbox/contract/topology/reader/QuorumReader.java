package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import org.jspecify.annotations.Nullable;

/** Reads how many vantages must agree. @param base what holds where nothing is said */
record QuorumReader(Voters voters, Quorum base) {

    /** @param policy with the keys {@code quorum} and {@code excludeOwnVantage} */
    @Nullable
    Quorum read(Fields policy) {
        boolean excludeOwn = policy.optional("excludeOwnVantage", base.excludeOwnVantage(), Cursor::bool);
        if (!policy.isComplete()) {
            return null;
        }
        if (policy.has("excludeOwnVantage")) {
            voters.withoutVoters(excludeOwn).ifPresent(site -> policy.at("excludeOwnVantage")
                    .problem("expected at least one other vantage for the site " + site + ", whose own has no vote"));
        }
        int most = voters.fewest(excludeOwn);
        Votes votes =
                policy.optional("quorum", inherited(most), at -> at.parsed(expected(most), text -> votes(text, most)));
        return policy.whole(() -> new Quorum(votes.number(), excludeOwn));
    }

    static String expected(int most) {
        return "majority, all or a number from 1 to " + most;
    }

    /** @param number null for a majority */
    record Votes(@Nullable Integer number) {}

    /** An inherited number adapts to fewer voters; a written one must fit. */
    private Votes inherited(int most) {
        Integer votes = base.votes();
        return votes == null || votes == 1 ? new Votes(votes) : several(Math.min(votes, most));
    }

    /** Only {@code 1} means that one vote is enough: any other text that gives one vote means a majority. */
    private static Votes several(int number) {
        return new Votes(number == 1 ? null : Integer.valueOf(number));
    }

    static @Nullable Votes votes(String text, int most) {
        return switch (text) {
            case "majority" -> new Votes(null);
            case "all" -> several(most);
            default -> {
                Integer number = Cursor.number(text, 1, most);
                yield number == null ? null : new Votes(number);
            }
        };
    }
}

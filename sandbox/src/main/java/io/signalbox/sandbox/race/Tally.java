package io.signalbox.sandbox.race;

import java.util.Map;

/**
 * What came of the rounds.
 *
 * @param notOne rounds in which not exactly one contender won
 * @param empty answers of the name server without an address
 * @param mixed times at which records or answers were not exactly one contender's
 * @param lost questions to the name server without an answer
 * @param asked questions to the name server
 * @param wins by cell
 */
public record Tally(int rounds, int notOne, long empty, int mixed, long lost, long asked, Map<String, Integer> wins) {

    public Tally {
        wins = Map.copyOf(wins);
    }
}

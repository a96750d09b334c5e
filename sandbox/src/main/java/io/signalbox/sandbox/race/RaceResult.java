package io.signalbox.sandbox.race;

import java.util.Map;

/**
 * The result of all rounds.
 *
 * @param met rounds in which both changes were on their way at the same time
 * @param notOne rounds without exactly one winner
 * @param empty DNS answers without an address
 * @param mixed how often records or DNS answers were not exactly one racer's
 * @param lost DNS queries without an answer
 * @param queries DNS queries
 * @param wins by cell
 */
public record RaceResult(
        int rounds, int met, int notOne, long empty, int mixed, long lost, long queries, Map<String, Integer> wins) {

    public RaceResult {
        wins = Map.copyOf(wins);
    }
}

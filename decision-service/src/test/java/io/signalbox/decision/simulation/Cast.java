package io.signalbox.decision.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who acts in a world, which of its accidents happen, and which rules judge it. A violation is shrunk by leaving out as
 * much as it can do without.
 *
 * @param faults until when something breaks at random, in milliseconds; 0 for a world in which nothing does
 * @param persons whether anybody gives orders
 * @param spared numbers of the faults that do not happen
 * @param beliefs whether what cells believe is judged beside what is real
 */
record Cast(long seed, Set<Actor> actors, long faults, boolean persons, Set<Integer> spared, boolean beliefs) {

    private static final long FAULTS = 150_000;
    /** Of worlds that take long to run. */
    private static final long FEWER_FAULTS = 30_000;

    private static final String ASKED = "signalbox.simulation.";

    Cast {
        actors = Collections.unmodifiableSortedSet(new TreeSet<>(actors));
        spared = Set.copyOf(spared);
    }

    /** As the seed says. */
    static Cast of(long seed) {
        var chance = Chance.of(seed, "cast");
        var actors = EnumSet.noneOf(Actor.class);
        for (Actor actor : Actor.values()) {
            boolean acts = chance.in(actor.share());
            if (acts) {
                actors.add(actor);
            }
        }
        boolean hosted = actors.contains(Actor.POISON) || actors.contains(Actor.REVIVALS);
        return new Cast(seed, actors, hosted ? FEWER_FAULTS : FAULTS, true, Set.of(), true);
    }

    /** As the seed says, and then as this run of the JVM was asked to: what {@link #settings} tells. */
    static Cast asked(long seed) {
        Cast cast = of(seed);
        String actors = System.getProperty(ASKED + "actors");
        String spared = System.getProperty(ASKED + "spared", "");
        return new Cast(
                seed,
                actors == null ? cast.actors() : actors(actors),
                Long.getLong(ASKED + "faults", cast.faults()),
                !"false".equals(System.getProperty(ASKED + "persons")),
                words(spared).map(Integer::valueOf).collect(Collectors.toSet()),
                cast.beliefs());
    }

    private static Set<Actor> actors(String names) {
        return words(names).map(Actor::valueOf).collect(Collectors.toSet());
    }

    private static Stream<String> words(String list) {
        return Arrays.stream(list.split(",", -1)).filter(word -> !word.isBlank());
    }

    /** With which system properties a run of this very world is asked for. */
    String settings() {
        return "-D" + ASKED + "first=" + seed + " -D" + ASKED + "seeds=1 -D" + ASKED + "actors="
                + actors.stream().map(Actor::name).sorted().collect(Collectors.joining(","))
                + " -D" + ASKED + "faults=" + faults + " -D" + ASKED + "persons=" + persons
                + (spared.isEmpty()
                        ? ""
                        : " -D" + ASKED + "spared="
                                + spared.stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** True if cells decide by the whole second stage, which takes longer, and not by the core alone. */
    boolean hosted() {
        return actors.contains(Actor.POISON) || actors.contains(Actor.REVIVALS);
    }

    boolean has(Actor actor) {
        return actors.contains(actor);
    }

    Cast without(Actor actor) {
        var fewer = EnumSet.noneOf(Actor.class);
        fewer.addAll(actors);
        fewer.remove(actor);
        return new Cast(seed, fewer, faults, persons, spared, beliefs);
    }

    Cast faultsUntil(long end) {
        return new Cast(seed, actors, end, persons, spared, beliefs);
    }

    Cast withoutPersons() {
        return new Cast(seed, actors, faults, false, spared, beliefs);
    }

    Cast sparing(int fault) {
        var more = new HashSet<>(spared);
        more.add(fault);
        return new Cast(seed, actors, faults, persons, more, beliefs);
    }

    /** Judged by what is real alone. */
    Cast byTheOracleAlone() {
        return new Cast(seed, actors, faults, persons, spared, false);
    }
}

package io.signalbox.decision.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Runs worlds until one is broken, judged by what is real alone. Arguments: the last seed, then actors whose worlds come
 * first; the others follow.
 */
final class Hunt {

    private static final int PROGRESS = 250;

    private Hunt() {}

    public static void main(String[] arguments) {
        long last = Long.parseLong(arguments[0]);
        List<Actor> first = List.of(arguments).subList(1, arguments.length).stream()
                .map(Actor::valueOf)
                .toList();
        List<Cast> casts = LongStream.rangeClosed(1, last)
                .mapToObj(Cast::of)
                .sorted(Comparator.comparing(cast -> cast.actors().stream().noneMatch(first::contains)))
                .toList();
        int worlds = 0;
        for (Cast cast : casts) {
            if (++worlds % PROGRESS == 0) {
                System.out.println("AT\t" + worlds);
            }
            try {
                World.run(cast.byTheOracleAlone());
            } catch (Violation violation) {
                System.out.println(violation.getMessage());
                System.out.println("FOUND\t" + cast.seed() + "\t" + worlds + "\t" + violation.invariant());
                return;
            }
        }
        System.out.println("NOTHING\t" + last);
    }
}

package io.signalbox.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Feeds one parser with its kept inputs and a few broken ones, within a unit test. {@link Jazzer} looks for more. */
public final class Fuzzing {

    private static final int MOST_FINDINGS = 10;

    private final FuzzedParser parser;
    private final List<byte[]> inputs;
    private final Map<String, byte[]> findings = new LinkedHashMap<>();
    private int executions;

    private Fuzzing(FuzzedParser parser, List<byte[]> inputs) {
        this.parser = parser;
        this.inputs = List.copyOf(inputs);
    }

    /**
     * Runs all kept inputs and a fixed number of broken ones, the same each time.
     *
     * @return what is wrong, by what it is; empty if the parser always ended as it declares
     */
    public static Map<String, byte[]> briefly(FuzzedParser parser, Corpus corpus, int executions) {
        var fuzzing = new Fuzzing(parser, corpus.inputs(parser));
        fuzzing.inputs.forEach(fuzzing::feed);
        fuzzing.mutate(new Random(parser.name().hashCode()), executions);
        return fuzzing.findings;
    }

    private void mutate(Random random, int until) {
        var mutator = new Mutator(random, parser.words());
        while (findings.size() < MOST_FINDINGS && executions < until) {
            feed(mutator.mutate(any(random), any(random)));
        }
    }

    private byte[] any(Random random) {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private void feed(byte[] input) {
        executions++;
        String finding = Judge.finding(parser, input);
        if (finding != null) {
            findings.putIfAbsent(finding, input);
        }
    }
}

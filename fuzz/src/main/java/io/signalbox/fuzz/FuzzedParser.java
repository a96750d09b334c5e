package io.signalbox.fuzz;

import java.util.List;

/**
 * A parser of input that others control.
 *
 * @param name also the name of its folder with inputs
 * @param seeds valid inputs, from which broken ones are made
 * @param words that inputs of this kind contain
 * @param code the classes whose lines are counted as covered or not
 * @param body runs the parser
 */
public record FuzzedParser(String name, List<byte[]> seeds, List<String> words, Code code, Body body) {

    public FuzzedParser {
        seeds = List.copyOf(seeds);
        words = List.copyOf(words);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException(name + ": expected at least one valid input, got none");
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Runs the parser on one input. */
    @FunctionalInterface
    public interface Body {

        /**
         * Returns after each outcome that the parser declares, also after its own error.
         *
         * @throws Exception or any other throwable: a finding
         */
        void parse(byte[] input) throws Exception;
    }
}

package io.signalbox.fuzz;

import java.util.ServiceLoader;

/** The entry point for Jazzer: runs the parser that the system property {@value #PARSER} names. */
public final class JazzerTarget {

    static final String PARSER = "signalbox.fuzz.parser";

    private static final FuzzedParser CHOSEN = parser(System.getProperty(PARSER, ""));

    private JazzerTarget() {}

    private static FuzzedParser parser(String name) {
        return ServiceLoader.load(ParserSet.class).stream()
                .flatMap(set -> set.get().parsers().stream())
                .filter(parser -> parser.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(PARSER + "=" + name + ": expected the name of a parser"));
    }

    /**
     * Called by Jazzer before it watches the clock: loads and instruments all classes. On a busy machine that takes longer
     * than any input may.
     */
    public static void fuzzerInitialize() {
        for (byte[] seed : CHOSEN.seeds()) {
            String finding = Judge.finding(CHOSEN, seed);
            if (finding != null && finding.contains("Exception")) {
                throw new IllegalStateException(CHOSEN.name() + ": a valid input is a finding: " + finding);
            }
        }
    }

    /** Called by Jazzer; anything thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        String finding = Judge.finding(CHOSEN, input);
        if (finding != null) {
            throw new IllegalStateException(finding);
        }
    }
}

package io.signalbox.fuzz;

import java.util.ServiceLoader;

/** What Jazzer runs: the parser that the system property {@value #PARSER} names. */
public final class JazzerTarget {

    static final String PARSER = "signalbox.fuzz.parser";

    private static final FuzzedParser CHOSEN = warmed(parser(System.getProperty(PARSER, "")));

    private JazzerTarget() {}

    private static FuzzedParser parser(String name) {
        return ServiceLoader.load(ParserSet.class).stream()
                .flatMap(set -> set.get().parsers().stream())
                .filter(parser -> parser.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(PARSER + "=" + name + ": expected the name of a parser"));
    }

    /** Loads and instruments all classes before anything is measured. */
    private static FuzzedParser warmed(FuzzedParser parser) {
        for (byte[] seed : parser.seeds()) {
            String finding = Judge.finding(parser, seed);
            if (finding != null && finding.contains("Exception")) {
                throw new IllegalStateException(parser.name() + ": a valid input is a finding: " + finding);
            }
        }
        return parser;
    }

    /** Called by Jazzer; anything thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        String finding = Judge.finding(CHOSEN, input);
        if (finding != null) {
            throw new IllegalStateException(finding);
        }
    }
}

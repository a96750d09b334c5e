package io.signalbox.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * {@code make fuzz}, one module: lets Jazzer feed each parser for a while, prints a line for each, and keeps what it
 * finds.
 */
public final class Fuzz {

    private static final int PERCENT = 100;

    private final Corpus corpus;
    private final int seconds;
    private final boolean keep;
    private final long seed;
    /** In inputs that the corpus or Jazzer had kept as good ones. */
    private int findingsInKnown;

    private Fuzz(Corpus corpus, int seconds, boolean keep, long seed) {
        this.corpus = corpus;
        this.seconds = seconds;
        this.keep = keep;
        this.seed = seed;
    }

    /** Seconds of each parser, the module's folder of inputs, whether to keep inputs that reach new code, and a seed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var fuzz = new Fuzz(
                new Corpus(Path.of(arguments[1])),
                Integer.parseInt(arguments[0]),
                Boolean.parseBoolean(arguments[2]),
                Long.parseLong(arguments[3]));
        for (ParserSet set : ServiceLoader.load(ParserSet.class)) {
            for (FuzzedParser parser : set.parsers()) {
                fuzz.run(parser);
            }
        }
    }

    private void run(FuzzedParser parser) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "fuzz-" + parser.name());
        var jazzer = new Jazzer(parser, folder);
        findingsInKnown = 0;
        long executions = jazzer.run(corpus.inputs(parser), seconds, seed);
        List<byte[]> found = jazzer.found();
        for (byte[] input : found) {
            String what = Judge.finding(parser, input);
            System.out.printf(
                    "FINDING %s %s%n  %s%n",
                    parser.name(),
                    corpus.keep(parser, "finding", input),
                    what == null ? "only now and then: see " + folder.resolve("log") : what);
        }
        var coverage = new Coverage(parser.code());
        int kept = replay(parser, coverage, jazzer.reached());
        Coverage.Lines lines = coverage.lines();
        System.out.printf(
                "parser=%s executions=%d inputs_found=%d findings=%d lines=%d line_coverage=%d%%%n",
                parser.name(),
                executions,
                kept,
                found.size() + findingsInKnown,
                lines.all(),
                lines.all() == 0 ? 0 : PERCENT * lines.covered() / lines.all());
    }

    /** Runs the known inputs, then those of Jazzer. @return how many of the latter reach code that none before them did */
    private int replay(FuzzedParser parser, Coverage coverage, List<byte[]> reached) {
        for (byte[] input : corpus.inputs(parser)) {
            feed(parser, input);
            coverage.add();
        }
        int more = 0;
        for (byte[] input : reached) {
            feed(parser, input);
            if (coverage.add()) {
                more++;
                if (keep) {
                    corpus.keep(parser, "reached", input);
                }
            }
        }
        return more;
    }

    private void feed(FuzzedParser parser, byte[] input) {
        String finding = Judge.finding(parser, input);
        if (finding != null) {
            findingsInKnown++;
            System.out.printf("FINDING %s in a known input%n  %s%n", parser.name(), finding);
        }
    }
}

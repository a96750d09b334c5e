package io.signalbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzingTest {

    private static final byte[] SEED = bytes("length=2 ok");
    private static final int EXECUTIONS = 5_000;

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FuzzedParser parser(FuzzedParser.Body body) {
        return new FuzzedParser("planted", List.of(SEED), List.of("length="), Code.of("io.signalbox.fuzz"), body);
    }

    /** Reads a number as a careless parser does. */
    private static void careless(byte[] input) {
        String[] words = text(input).split(" ", -1);
        if (words[0].startsWith("length=")) {
            Integer.parseInt(words[0].substring("length=".length()));
        }
    }

    @Test
    void findsWhatAParserDoesNotDeclare() {
        var findings = Fuzzing.briefly(parser(FuzzingTest::careless), new Corpus(folder), EXECUTIONS);

        assertThat(findings).isNotEmpty();
        assertThat(findings.keySet()).first().asString().contains("NumberFormatException");
    }

    @Test
    void findsNothingInAParserThatEndsAsDeclared() {
        assertThat(Fuzzing.briefly(parser(_ -> {}), new Corpus(folder), EXECUTIONS))
                .isEmpty();
    }

    @Test
    void anInputThatTakesTooLongIsAFinding() {
        String finding = Judge.finding(
                parser(_ -> {
                    var threads = ManagementFactory.getThreadMXBean();
                    long endNanos = threads.getCurrentThreadCpuTime() + 1_100_000_000L;
                    while (threads.getCurrentThreadCpuTime() < endNanos) {
                        Thread.onSpinWait();
                    }
                }),
                SEED);

        assertThat(finding).contains("ms of processor time, expected at most 1000");
    }

    @Test
    void anInputThatNeedsTooMuchMemoryIsAFinding() {
        var kept = new ArrayList<byte[]>();
        String finding = Judge.finding(parser(_ -> kept.add(new byte[65 * 1_048_576])), SEED);

        assertThat(finding).startsWith("allocated ").endsWith("expected at most 67108864");
    }

    @Test
    void endlessRecursionIsAFinding() {
        assertThat(Judge.finding(parser(FuzzingTest::recurse), SEED)).startsWith("java.lang.StackOverflowError");
    }

    private static void recurse(byte[] input) {
        if (input.length > 0) {
            recurse(input.clone());
        }
    }

    @Test
    void everyRunIsTheSame() {
        var first = new ArrayList<String>();
        var second = new ArrayList<String>();
        Fuzzing.briefly(parser(input -> first.add(text(input))), new Corpus(folder), 200);
        Fuzzing.briefly(parser(input -> second.add(text(input))), new Corpus(folder), 200);

        assertThat(first).isEqualTo(second).hasSize(200);
        assertThat(new HashSet<>(first)).hasSizeGreaterThan(100);
    }

    @Test
    void keptInputsAreRunFirst() {
        var corpus = new Corpus(folder);
        var all = new ArrayList<String>();
        var parser = parser(input -> all.add(text(input)));
        corpus.keep(parser, "finding", bytes("kept"));

        Fuzzing.briefly(parser, corpus, 3);

        assertThat(all).startsWith("length=2 ok", "kept");
    }

    @Test
    void inputsStayWithinTheirLimit() {
        var mutator = new Mutator(new Random(1), List.of("word"));
        byte[] input = SEED;
        for (int i = 0; i < 20_000; i++) {
            input = mutator.mutate(input, SEED);
            assertThat(input).hasSizeLessThanOrEqualTo(Mutator.LONGEST);
            input = input.length == 0 ? SEED : Arrays.copyOf(input, Math.min(input.length, 5_000));
        }
    }

    @Test
    void aParsersCodeIsItsClassesWithTheirNestedOnesOrAPackage() {
        var classes = Code.of("io.signalbox.contract.fence", "Fence");
        var packages = Code.ofPackages("io.signalbox.contract.topology");

        assertThat(classes.contains("io.signalbox.contract.fence.Fence")).isTrue();
        assertThat(classes.contains("io.signalbox.contract.fence.Fence$Phase")).isTrue();
        assertThat(classes.contains("io.signalbox.contract.fence.FenceUnion")).isFalse();
        assertThat(packages.contains("io.signalbox.contract.topology.reader.SiteReader"))
                .isTrue();
        assertThat(packages.contains("io.signalbox.contract.Topics")).isFalse();
    }

    @Test
    void classesAndMethodsThatInputCannotReachDoNotCount() {
        String className = "io.signalbox.contract.fence.Fence";
        var code = Code.ofPackages("io.signalbox.contract")
                .without("io.signalbox.contract.fence", "Mark")
                .withoutMethods("request");

        assertThat(code.contains("io.signalbox.contract.fence.Mark")).isFalse();
        assertThat(code.contains("io.signalbox.contract.fence.Marks")).isTrue();
        assertThat(code.contains(new Code.Method(className, "parse", "()V"))).isTrue();
        assertThat(code.contains(new Code.Method(className, "request", "()V"))).isFalse();
        assertThat(code.contains(new Code.Method(className, "<clinit>", "()V"))).isFalse();
    }

    @Test
    void aRecordIsReadByItsCanonicalConstructor() {
        String outer = Outer.class.getName();
        var code = Code.ofRecords(JsonWords.types(Outer.class));

        assertThat(code.contains(new Code.Method(outer, "<init>", "(Ljava/util/List;)V")))
                .isTrue();
        assertThat(code.contains(new Code.Method(outer, "<init>", "()V"))).isFalse();
        assertThat(code.contains(new Code.Method(outer, "all", "()Ljava/util/List;")))
                .isFalse();
        assertThat(code.contains(Kind.class.getName())).isFalse();
    }

    @Test
    void theCodeOfTwoPartsKeepsTheMethodsOfEach() {
        var some = Code.ofMethods(Set.of("read"), "io.signalbox.fuzz", "Fuzz");
        var code = some.and(Code.of("io.signalbox.fuzz", "Corpus"));

        assertThat(code.contains(new Code.Method("io.signalbox.fuzz.Fuzz", "read", "()V")))
                .isTrue();
        assertThat(code.contains(new Code.Method("io.signalbox.fuzz.Fuzz", "write", "()V")))
                .isFalse();
        assertThat(code.contains(new Code.Method("io.signalbox.fuzz.Corpus", "write", "()V")))
                .isTrue();
        assertThat(code.contains("io.signalbox.fuzz.Judge")).isFalse();
    }

    @Test
    void theWordsOfAValueAreItsFieldsAndConstants() {
        var types = JsonWords.types(Outer.class);

        assertThat(types).containsExactlyInAnyOrder(Outer.class, Inner.class, Kind.class);
        assertThat(JsonWords.words(types)).contains("\"kind\":", "\"all\":", "\"ONE\"");
    }

    private record Outer(List<Inner> all) {}

    private record Inner(Kind kind) {}

    private enum Kind {
        ONE
    }
}

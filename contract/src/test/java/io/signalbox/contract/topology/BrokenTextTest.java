package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.reader.TopologyReader;
import io.signalbox.contract.topology.reader.TopologyReader.Result;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is in the file, reading ends with a topology or with problems, never with an exception. */
class BrokenTextTest {

    private static final int ROUNDS = 4_000;
    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "\n",
        "  ",
        "\t",
        "'",
        "\"",
        "&a ",
        "*a",
        "!!int ",
        "? ",
        "|\n",
        ">",
        "%YAML",
        "---\n",
        "...\n",
        "#",
        "null",
        "~",
        "-1",
        "99999999999",
        "0x1f",
        "1e9",
        "${",
        "${A}",
        "${A:",
        "\u0000",
        "\ufeff",
        "\ud83d\ude00",
        "<<: ",
        "true",
        "2xx",
        "[[[[",
        "name: x, "
    };

    @Test
    void readingNeverThrows() {
        long seed = 1;
        var random = new Random(seed);
        int valid = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] broken = broken(random);
            try {
                Result result = TopologyReader.read(broken, Map.of("A", "s3cret"));
                assertThat(Yaml.problems(result))
                        .allSatisfy(problem -> assertThat(problem).doesNotContain("s3cret"));
                valid += result instanceof Result.Read ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + seed + ", round " + round + ":\n" + new String(broken, StandardCharsets.UTF_8), e);
            }
        }
        assertThat(valid).as("mutations that do no harm, seed %d", seed).isBetween(1, ROUNDS / 2);
    }

    private static byte[] broken(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? Yaml.VALID : Yaml.FULL);
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
                default -> text.insert(random.nextInt(text.length()), text.substring(from, to));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}

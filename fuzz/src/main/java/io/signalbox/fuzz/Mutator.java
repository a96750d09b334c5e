package io.signalbox.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes broken inputs from valid ones, with the words and numbers that parsers stumble over. */
final class Mutator {

    static final int LONGEST = 65_536;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "+1",
            "1e9",
            "2147483648",
            "4294967297",
            "9223372036854775807",
            "99999999999999999999",
            "NaN",
            "0x10",
            "PT2562047788015215H",
            "+1000000000-12-31T23:59:59.999999999Z");
    private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};

    private final RandomGenerator random;
    private final List<String> words;

    Mutator(RandomGenerator random, List<String> words) {
        this.random = random;
        this.words = words;
    }

    /** @param other another input, to take a piece of */
    byte[] mutate(byte[] input, byte[] other) {
        byte[] now = input;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            now = change(now, other);
        }
        return now.length > LONGEST ? Arrays.copyOf(now, LONGEST) : now;
    }

    private byte[] change(byte[] now, byte[] other) {
        int at = now.length == 0 ? 0 : random.nextInt(now.length);
        return switch (random.nextInt(10)) {
            case 0 -> set(now, at, (byte) random.nextInt());
            case 1 -> set(now, at, (byte) EDGES[random.nextInt(EDGES.length)]);
            case 2 -> set(now, at, (byte) (now.length == 0 ? 0 : now[at] ^ 1 << random.nextInt(8)));
            case 3 -> splice(now, at, at, edges());
            case 4 -> splice(now, at, end(now, at), new byte[0]);
            case 5 -> splice(now, at, end(now, at), word());
            case 6 -> splice(now, at, at, word());
            case 7 -> splice(now, at, at, repeated(Arrays.copyOfRange(now, at, end(now, at))));
            case 8 -> Arrays.copyOf(now, at);
            default -> splice(now, at, end(now, at), piece(other));
        };
    }

    private static byte[] set(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.length == 0 ? new byte[1] : bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
        var all = new ByteArrayOutputStream(bytes.length + piece.length);
        all.write(bytes, 0, from);
        all.writeBytes(piece);
        all.write(bytes, to, bytes.length - to);
        return all.toByteArray();
    }

    private int end(byte[] bytes, int from) {
        return Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(8) == 0 ? 400 : 12));
    }

    /** One to eight bytes at the edge of a number's range. */
    private byte[] edges() {
        var bytes = new byte[1 << random.nextInt(4)];
        Arrays.fill(bytes, (byte) EDGES[random.nextInt(EDGES.length)]);
        return bytes;
    }

    private byte[] word() {
        boolean number = words.isEmpty() || random.nextInt(4) == 0;
        List<String> from = number ? NUMBERS : words;
        return from.get(random.nextInt(from.size())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] repeated(byte[] piece) {
        var all = new ByteArrayOutputStream();
        int times = random.nextInt(16) == 0 ? 2_000 : 1 + random.nextInt(8);
        for (int i = 0; i < times && all.size() < LONGEST; i++) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private byte[] piece(byte[] other) {
        if (other.length == 0) {
            return other;
        }
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, end(other, from));
    }
}

package io.signalbox.contract.fence;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Merges two fences of one service: the one in force gets what must not be lost of the other. */
public final class FenceUnion {

    private FenceUnion() {}

    /**
     * The fence in force, with additional marks and unknown words of the other one, and the later of their operators'
     * orders. Nothing else is merged: of two decisions only one is in force.
     *
     * @return {@code inForce} itself, with its exact text, when the other adds nothing
     */
    public static Fence of(Fence inForce, Fence other) {
        Marks marks = marks(inForce.marks(), other.marks());
        Agreed agreed = inForce.words().united(other.words());
        List<String> words = words(inForce.others(), other.others());
        return Objects.equals(marks, inForce.marks())
                        && agreed.equals(inForce.words())
                        && Objects.equals(words, inForce.others())
                ? inForce
                : new Fence(
                        inForce.epoch(),
                        inForce.active(),
                        inForce.phase(),
                        inForce.plan(),
                        inForce.cell(),
                        inForce.until(),
                        inForce.hold(),
                        inForce.split(),
                        inForce.target(),
                        marks,
                        agreed,
                        words,
                        null);
    }

    /** Merges the marks. A writer that does not know marks proves nothing to one that does. */
    private static @Nullable Marks marks(@Nullable Marks inForce, @Nullable Marks other) {
        if (other == null || other.all().isEmpty()) {
            return inForce;
        }
        return inForce == null ? other : inForce.united(other);
    }

    /** Merges unknown words: of two with the same key, the one in force is kept. */
    private static @Nullable List<String> words(@Nullable List<String> inForce, @Nullable List<String> other) {
        if (inForce == null || other == null) {
            return inForce == null ? other : inForce;
        }
        Set<String> keys = inForce.stream().map(FenceUnion::key).collect(Collectors.toUnmodifiableSet());
        return Stream.concat(inForce.stream(), other.stream().filter(word -> !keys.contains(key(word))))
                .toList();
    }

    private static String key(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }
}

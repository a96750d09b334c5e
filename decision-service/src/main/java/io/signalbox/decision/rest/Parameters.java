package io.signalbox.decision.rest;

import io.signalbox.contract.name.Names;
import io.signalbox.decision.problem.ApiProblem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads query parameters, and refuses those that leave their bounds. */
final class Parameters {

    private Parameters() {}

    static long number(String parameter, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused like a number that is out of bounds.
        }
        throw ApiProblem.INVALID_VALUE.at(parameter, "a number from " + least + " to " + most, text);
    }

    /** The words; none for null. */
    static Set<String> words(String parameter, @Nullable Set<String> words) {
        if (words == null) {
            return Set.of();
        }
        words.forEach(word -> word(parameter, word));
        return words;
    }

    /** @param word a name or a code; null for none */
    static void word(String parameter, @Nullable String word) {
        if (word != null && !Names.valid(word)) {
            throw ApiProblem.INVALID_VALUE.at(parameter, Names.ALLOWED, word);
        }
    }
}

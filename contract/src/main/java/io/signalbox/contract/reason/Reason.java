package io.signalbox.contract.reason;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why something changed or did not change: one text for journal, log, API and page.
 *
 * @param code stable, kebab-case, for machines
 * @param text one sentence for a person
 * @param facts the values in the sentence, by name
 */
public record Reason(String code, String text, Map<String, String> facts) {

    public Reason {
        facts = Map.copyOf(facts);
    }

    /** With a code that was stored, or that a provider has told. */
    public static Reason of(String code, String text) {
        return new Reason(code, text, Map.of());
    }

    public static Reason of(ReasonCode code, String text) {
        return of(code.code(), text);
    }

    /** A code with a prefix, such as {@code override-target-not-up}. */
    public static Reason of(ReasonCode prefix, Reason because, String text) {
        return of(prefix.code() + "-" + because.code(), text);
    }

    /** The same code with another text, and without facts. */
    public Reason withText(String other) {
        return of(code, other);
    }

    public boolean is(ReasonCode other) {
        return code.equals(other.code());
    }

    public boolean is(ReasonCode prefix, ReasonCode because) {
        return code.equals(prefix.code() + "-" + because.code());
    }

    /** True if both have the same code; their texts may differ. */
    public boolean hasCodeOf(Reason other) {
        return code.equals(other.code);
    }

    /**
     * The code that says why, without its prefixes: {@code not-up} of {@code override-target-not-up}. Null for the code of a
     * provider or of another version.
     */
    public @Nullable ReasonCode cause() {
        return cause(code);
    }

    private static @Nullable ReasonCode cause(String code) {
        ReasonCode whole = ReasonCode.of(code);
        for (int dash = code.indexOf('-'); whole == null && dash > 0; dash = code.indexOf('-', dash + 1)) {
            whole = ReasonCode.of(code.substring(0, dash)) == null ? null : cause(code.substring(dash + 1));
        }
        return whole;
    }

    public boolean isAny(Collection<ReasonCode> others) {
        return others.stream().anyMatch(this::is);
    }

    public Reason with(String name, Object value) {
        var more = new TreeMap<>(facts);
        more.put(name, String.valueOf(value));
        return new Reason(code, text, more);
    }

    @Override
    public String toString() {
        return code + ": " + text;
    }
}

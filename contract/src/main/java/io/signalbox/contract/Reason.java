package io.signalbox.contract;

import java.util.Map;
import java.util.TreeMap;

/**
 * Why something changed, or why it did not: the one text for journal, log, API and page.
 *
 * @param code stable, kebab-case, for machines
 * @param text one sentence for a person
 * @param facts what the sentence rests on, by name
 */
public record Reason(String code, String text, Map<String, String> facts) {

    public Reason {
        facts = Map.copyOf(facts);
    }

    public static Reason of(String code, String text) {
        return new Reason(code, text, Map.of());
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

package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.topology.yaml.Cursor.Parse;
import io.signalbox.contract.topology.yaml.Findings.Position;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads typed values from environment variables; an empty variable counts as not set. */
public final class Environment {

    private final Map<String, String> variables;
    private final Findings findings;
    private final Map<String, String> used = new TreeMap<>();
    private int order;

    public Environment(Map<String, String> variables, Findings findings) {
        this.variables = variables;
        this.findings = findings;
    }

    /** @param absent the text to read when the variable is not set; null when it must be */
    public <T> @Nullable T read(String name, @Nullable String absent, String what, Parse<T> parse) {
        String text = variables.getOrDefault(name, "");
        String effective = text.isEmpty() && absent != null ? absent : text;
        used.put(name, effective);
        T value = effective.isEmpty() ? null : parse.of(effective);
        if (value == null) {
            problem(name, "expected " + what + ", got " + (text.isEmpty() ? "nothing" : ShownText.quoted(text)));
        }
        return value;
    }

    public void problem(String name, String message) {
        findings.add(new Position("", order++, 0), name, message);
    }

    /** Every variable that was read, with the value used, one per line. */
    public String effective() {
        var text = new StringBuilder();
        used.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }
}

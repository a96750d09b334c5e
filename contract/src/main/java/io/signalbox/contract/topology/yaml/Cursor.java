package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.name.Names;
import io.signalbox.contract.topology.time.Durations;
import io.signalbox.contract.topology.yaml.Findings.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in the file, with its path. Reads typed values there; an unreadable value is added to the findings, and the
 * answer is null. Messages show the text as it is in the file, never the value of a variable.
 *
 * @param node null if the file has nothing there
 */
public record Cursor(@Nullable Node node, String path, Position position, Findings findings, Variables variables) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /** Reads one kind of value; null if it is missing or wrong, which has been reported then. */
    @FunctionalInterface
    public interface Read<T> {
        @Nullable
        T from(Cursor at);
    }

    /** Parses a text; null if it is wrong. */
    @FunctionalInterface
    public interface Parse<T> {
        @Nullable
        T of(String text);
    }

    /** A value with its place. */
    public record Found<T>(Cursor at, T value) {}

    public static Cursor root(Node node, Findings findings, Variables variables) {
        return new Cursor(node, "", Position.of(node), findings, variables);
    }

    /** The place below {@code step}, whose key is at {@code where}. */
    Cursor below(String step, Position where, @Nullable Node child) {
        String below = path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
        return new Cursor(child, below, where, findings, variables);
    }

    public void problem(String message) {
        findings.add(position, path, message);
    }

    /** Reports a problem at {@code key}. */
    public void problemAt(String key, String message) {
        if (node instanceof MappingNode map) {
            map.getValue().stream()
                    .map(NodeTuple::getKeyNode)
                    .filter(name -> name instanceof ScalarNode scalar
                            && scalar.getValue().equals(key))
                    .findFirst()
                    .ifPresent(name -> findings.add(Position.of(name), path + "." + key, message));
        }
    }

    /** Reports a problem of the enclosing list, in this item's line. */
    void problemOfList(String message) {
        findings.add(position, path.substring(0, path.lastIndexOf('[')), message);
    }

    /** Reports what is expected here and what was found. Always null, so that a reader can end with it. */
    public <T> @Nullable T expected(String what) {
        problem("expected " + what + ", got " + shown());
        return null;
    }

    public String shown() {
        return switch (node) {
            case MappingNode _ -> "a map";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when !isNothing(scalar) -> ShownText.quoted(scalar.getValue());
            case null, default -> "nothing";
        };
    }

    /** The scalar as it is in the file; empty for anything else. */
    public String raw() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The same for {@code key}. */
    public String raw(String key) {
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals(key))
                        .map(entry -> entry.getValueNode() instanceof ScalarNode scalar ? scalar.getValue() : "")
                        .findFirst()
                        .orElse("")
                : "";
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** The number of items of the list, readable or not; 0 without a list. */
    public int size() {
        return node instanceof SequenceNode list ? list.getValue().size() : 0;
    }

    /** A map with known keys: others are problems. Anything else is reported. */
    public Fields fields(String... keys) {
        return node instanceof MappingNode map
                ? Fields.of(this, map, List.of(keys))
                : none(keys.length == 0 ? "an empty map {}" : "a map with " + String.join(", ", keys));
    }

    /** A map whose keys are chosen by the operator. */
    public Fields entries() {
        return node instanceof MappingNode map ? Fields.of(this, map, null) : none("a map");
    }

    private Fields none(String what) {
        expected(what);
        return Fields.none(this);
    }

    /** All readable items; null without a list. */
    public <T> @Nullable List<Found<T>> each(Read<T> read) {
        if (!(node instanceof SequenceNode list)) {
            return expected("a list");
        }
        var found = new ArrayList<Found<T>>();
        for (int index = 0; index < list.getValue().size(); index++) {
            Node item = list.getValue().get(index);
            Cursor at = below("[" + index + "]", Position.of(item), item);
            T value = read.from(at);
            if (value != null) {
                found.add(new Found<>(at, value));
            }
        }
        return found;
    }

    /** All readable items of a list that may not be empty. */
    public <T> @Nullable List<Found<T>> eachOfSome(Read<T> read) {
        if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
            problem("expected at least one item, got an empty list");
            return null;
        }
        return each(read);
    }

    /** The readable items; null without a list. */
    public <T> @Nullable List<T> values(Read<T> read) {
        return values(each(read));
    }

    /** The same of a list that may not be empty. */
    public <T> @Nullable List<T> valuesOfSome(Read<T> read) {
        return values(eachOfSome(read));
    }

    /** The same, without two items of one key. @param saying what is wrong with two */
    public <T, K> @Nullable List<T> unique(Read<T> read, Function<Found<T>, K> key, Unique.Saying<T> saying) {
        return values(Unique.check(each(read), key, saying));
    }

    /** The same of a list that may not be empty. */
    public <T, K> @Nullable List<T> uniqueOfSome(Read<T> read, Function<Found<T>, K> key, Unique.Saying<T> saying) {
        return values(Unique.check(eachOfSome(read), key, saying));
    }

    private static <T> @Nullable List<T> values(@Nullable List<Found<T>> found) {
        return found == null ? null : found.stream().map(Found::value).toList();
    }

    @Nullable
    public String text() {
        return node instanceof ScalarNode scalar && !isNothing(scalar)
                ? variables.in(scalar.getValue(), this::shown, this::problem)
                : expected("a text");
    }

    /** A text that is {@code valid}. @param what is expected, for the message */
    @Nullable
    public String text(String what, Predicate<String> valid) {
        return parsed(what, text -> valid.test(text) ? text : null);
    }

    /** A text that {@code parse} accepts. @param what is expected, for the message */
    public <T> @Nullable T parsed(String what, Parse<T> parse) {
        if (!(node instanceof ScalarNode scalar) || isNothing(scalar)) {
            return expected(what);
        }
        String text = variables.in(scalar.getValue(), this::shown, this::problem);
        if (text == null) {
            return null;
        }
        T value = parse.of(text);
        return value == null ? expected(what) : value;
    }

    /**
     * A text that may contain a secret: its references stay as they are in the file. The user of the text replaces them
     * ({@link Variables#replaced}), so that no value of them is stored or sent.
     *
     * @param what is expected, for the message
     */
    public @Nullable String secret(String what, Predicate<String> valid) {
        String raw = raw();
        if (!Variables.isReferring(raw)) {
            return text(what, valid);
        }
        boolean known = !raw.startsWith("${");
        boolean right = !known || valid.test(Variables.with(raw, "x")) || valid.test(Variables.with(raw, "1"));
        return right ? raw : expected(what);
    }

    @Nullable
    public String name() {
        return text(Names.ALLOWED, Names::valid);
    }

    /** A name of one kind. */
    public <T> @Nullable T name(Function<String, T> kind) {
        String name = name();
        return name == null ? null : kind.apply(name);
    }

    @Nullable
    public Integer integer(int least, int most) {
        return parsed("a number from " + least + " to " + most, text -> number(text, least, most));
    }

    @Nullable
    public Boolean bool() {
        return parsed("true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    @Nullable
    public Duration duration(Duration least, Duration most) {
        String what = "a duration from " + Durations.text(least) + " to " + Durations.text(most) + " such as "
                + Durations.EXAMPLES;
        return parsed(what, text -> {
            Duration duration = Durations.parse(text);
            return duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0 ? null : duration;
        });
    }

    /** One of a few words. */
    public <T> @Nullable T word(List<Map.Entry<String, T>> words) {
        String what = ShownText.either(words.stream().map(Map.Entry::getKey).toList());
        return parsed(what, text -> words.stream()
                .filter(word -> word.getKey().equals(text))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null));
    }

    public static @Nullable Integer number(String text, int least, int most) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        int number = Integer.parseInt(text);
        return least <= number && number <= most ? number : null;
    }

    private static boolean isNothing(ScalarNode scalar) {
        return scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    /** A TCP or UDP port. */
    @Nullable
    public Integer port() {
        return integer(1, 65_535);
    }
}

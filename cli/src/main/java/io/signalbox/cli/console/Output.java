package io.signalbox.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Option;

/** The option {@code -o}. */
public final class Output {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In small letters, as a person types them. */
    public enum Format {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table for people, or json for scripts (default: table).")
    private Format format = Format.table;

    public boolean isJson() {
        return format == Format.json;
    }

    /** A document over several lines. */
    public static void print(Console console, JsonNode document) {
        console.styled(text(document, true));
    }

    /** A document in one line, for a stream of them. */
    public static void printLine(Console console, JsonNode document) {
        console.styled(text(document, false));
    }

    private static String text(JsonNode document, boolean pretty) {
        try {
            return pretty
                    ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document)
                    : JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that was read can be written", e);
        }
    }
}

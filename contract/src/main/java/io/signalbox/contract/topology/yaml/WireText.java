package io.signalbox.contract.topology.yaml;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bytes as they are written in the file: UTF-8, with {@code \r \n \t \0 \\} and {@code \xNN} for those that are no text. */
public final class WireText {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?<sign>[rnt0\\\\]|x(?<hex>[0-9a-fA-F]{2}))?");

    private WireText() {}

    /** One character for each byte; null when a backslash begins nothing that is known. */
    public static @Nullable String parse(String text) {
        // First each byte is a character, then escapes, which are ASCII, become the bytes that they stand for.
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var parsed = new StringBuilder();
        Matcher escape = ESCAPE.matcher(bytes);
        while (escape.find()) {
            if (escape.group("sign") == null) {
                return null;
            }
            escape.appendReplacement(parsed, "");
            parsed.append(character(escape.group("sign"), escape.group("hex")));
        }
        return escape.appendTail(parsed).toString();
    }

    private static char character(String sign, @Nullable String hex) {
        return hex != null
                ? (char) HexFormat.fromHexDigits(hex)
                : switch (sign) {
                    case "r" -> '\r';
                    case "n" -> '\n';
                    case "t" -> '\t';
                    case "0" -> '\0';
                    default -> '\\';
                };
    }
}

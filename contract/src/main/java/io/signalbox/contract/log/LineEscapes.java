package io.signalbox.contract.log;

import java.util.Locale;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Escapes everything in a log record that could end its line, hide a part of it or control a terminal: text of people, probed
 * servers, name servers and other writers of topics. So a line of the log is always a line of this process. Logs every record.
 */
public final class LineEscapes implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        String message = record.getMessage();
        if (message != null && isUnsafe(message)) {
            record.setMessage(escaped(message));
        }
        Object[] parameters = record.getParameters();
        if (parameters != null) {
            record.setParameters(escaped(parameters));
        }
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            record.setThrown(EscapedThrowable.of(thrown));
        }
        return true;
    }

    /** Numbers and the like stay: formats such as {@code %d} need them. */
    private static Object[] escaped(Object[] parameters) {
        Object[] safe = parameters.clone();
        for (int i = 0; i < safe.length; i++) {
            String text = safe[i] instanceof Number ? "" : String.valueOf(safe[i]);
            if (isUnsafe(text)) {
                safe[i] = escaped(text);
            }
        }
        return safe;
    }

    static boolean isUnsafe(@Nullable String text) {
        return text != null && text.chars().anyMatch(LineEscapes::isUnsafe);
    }

    /** Control characters, line and paragraph separators, and characters that change the direction of the text. */
    private static boolean isUnsafe(int c) {
        return Character.isISOControl(c)
                || switch (Character.getType(c)) {
                    case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
                    default -> false;
                };
    }

    /** The text with an escape such as {@code \\u001b} in place of each such character. */
    public static String escaped(String text) {
        var safe = new StringBuilder();
        text.chars().forEach(c -> {
            if (isUnsafe(c)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                safe.append((char) c);
            }
        });
        return safe.toString();
    }
}

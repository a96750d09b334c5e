package io.signalbox.contract.reason;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** What people need to know of each reason code, from {@code guide.properties}. Immutable. */
final class ReasonGuide {

    /** @param meaning what is the case @param next what Signalbox does next @param action what a person should do */
    record Entry(String meaning, String next, String action) {}

    private final Properties texts;

    private ReasonGuide(Properties texts) {
        this.texts = texts;
    }

    /** Reads the file from the class path. */
    static ReasonGuide load() {
        var texts = new Properties();
        try (var file = Objects.requireNonNull(ReasonGuide.class.getResourceAsStream("guide.properties"))) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReasonGuide(texts);
    }

    /** Empty texts when the file has none for this code. */
    Entry of(ReasonCode code) {
        return new Entry(text(code, "means"), text(code, "next"), text(code, "do"));
    }

    private String text(ReasonCode code, String what) {
        return texts.getProperty(code.code() + "." + what, "");
    }

    /** The keys of all texts, such as {@code quorum-up.means}. */
    Set<String> keys() {
        return texts.stringPropertyNames();
    }
}

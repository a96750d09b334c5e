package io.signalbox.contract.reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes docs/reasons.md: {@code make reasons}. */
final class ReasonsPage {

    /** By the first code of each section. */
    private static final Map<ReasonCode, String> HEADINGS = new EnumMap<>(ReasonCode.class);

    static {
        HEADINGS.put(ReasonCode.QUORUM_UP, "What vantages have seen");
        HEADINGS.put(ReasonCode.ACTIVE_UP, "Where the traffic should be");
        HEADINGS.put(ReasonCode.FROZEN, "What holds a move");
        HEADINGS.put(ReasonCode.NOT_ADOPTED, "The fence and the data");
        HEADINGS.put(ReasonCode.CHANGE_ACCEPTED, "Plans and steps");
        HEADINGS.put(ReasonCode.RELEASED, "Orders of operators");
        HEADINGS.put(ReasonCode.SUCCEEDED, "Drills");
        HEADINGS.put(ReasonCode.QUARANTINED, "Services and shadow policies");
    }

    private ReasonsPage() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    static String text() {
        var guide = ReasonGuide.load();
        var page = new StringBuilder("""
                # Reasons and alarms

                Each state, journal entry, refusal and alarm carries a code. This page says for each code what it means, what Signalbox
                does next, and what a person should do. It is made from the code by `make reasons`; a test fails when it is out of date.

                A code may have a prefix of this page: `override-target-not-up` is `override-target`, because of `not-up`. A failed step may
                also carry the code that a provider has given; the text beside it says more.

                ## Alarms

                Codes that ask for a person:\s""");
        page.append(Stream.of(ReasonCode.values())
                .filter(code -> code.severity() == Severity.ALARM)
                .map(code -> "`" + code.code() + "`")
                .collect(Collectors.joining(", ")));
        page.append(".\n");
        for (ReasonCode code : ReasonCode.values()) {
            String heading = HEADINGS.get(code);
            if (heading != null) {
                page.append("\n## ").append(heading).append("\n\n");
                page.append(
                        "| code | severity | what it means | what Signalbox does next | what you should do |\n|---|---|---|---|---|\n");
            }
            page.append(row(code, guide.of(code)));
        }
        return page.toString();
    }

    private static String row(ReasonCode code, ReasonGuide.Entry entry) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        code.code(),
                        code.severity().name().toLowerCase(Locale.ROOT),
                        entry.meaning(),
                        entry.next(),
                        entry.action());
    }
}

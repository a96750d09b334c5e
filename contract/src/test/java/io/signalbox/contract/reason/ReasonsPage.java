package io.signalbox.contract.reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes docs/reasons.md: {@code make reasons}. */
final class ReasonsPage {

    private static final Map<Class<?>, String> HEADINGS = new LinkedHashMap<>();

    static {
        HEADINGS.put(EvidenceReason.class, "What vantages have seen");
        HEADINGS.put(SelectionReason.class, "Where the traffic should be");
        HEADINGS.put(HoldReason.class, "What holds a move");
        HEADINGS.put(FenceReason.class, "The fence and the data");
        HEADINGS.put(PlanReason.class, "Plans and steps");
        HEADINGS.put(OrderReason.class, "Orders of operators");
        HEADINGS.put(DrillReason.class, "Drills");
        HEADINGS.put(ServiceReason.class, "Services and shadow policies");
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
        page.append(ReasonCodes.all().stream()
                .filter(code -> code.severity() == Severity.ALARM)
                .map(code -> "`" + code.code() + "`")
                .collect(Collectors.joining(", ")));
        page.append(".\n");
        Map<Class<?>, List<ReasonCode>> groups =
                ReasonCodes.all().stream().collect(Collectors.groupingBy(Object::getClass));
        HEADINGS.forEach((group, heading) -> {
            page.append("\n## ").append(heading).append("\n\n");
            page.append(
                    "| code | severity | what it means | what Signalbox does next | what you should do |\n|---|---|---|---|---|\n");
            groups.get(group).forEach(code -> page.append(row(code, guide.of(code))));
        });
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

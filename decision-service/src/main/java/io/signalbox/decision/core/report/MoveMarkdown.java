package io.signalbox.decision.core.report;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.transition.Instants;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report as Markdown. Texts of others, such as the responses of a site, cannot make links, tables or HTML. */
public final class MoveMarkdown {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private MoveMarkdown() {}

    public static String of(MoveReport report) {
        return "# Move of %s from %s to %s%n%n".formatted(report.service(), text(report.from()), text(report.to()))
                + "Plan %s, epoch %d: **%s**.%n%n".formatted(text(report.plan()), report.epoch(), report.result())
                + "Began %s: %s.%n".formatted(report.startedAt(), reason(report.why()))
                + ended(report)
                + table(
                        "Phases",
                        "| phase | took |",
                        report.phases(),
                        phase -> row(phase.name(), Instants.words(phase.took())))
                + table("Objectives", "| objective | limit | actual | met |", report.objectives(), MoveMarkdown::row)
                + evidence(report.evidence())
                + table(
                        "Waits",
                        "| from | until | cause |",
                        report.waits(),
                        wait -> row(wait.from(), wait.until() == null ? "still" : wait.until(), reason(wait.cause())))
                + table(
                        "Steps",
                        "| time | step | entry | reason |",
                        report.steps(),
                        step -> row(
                                step.at(), step.step() == null ? "" : step.step(), step.kind(), reason(step.reason())))
                + table("Timeline", "| time | entry | by | reason |", report.timeline(), MoveMarkdown::row);
    }

    private static String ended(MoveReport report) {
        Instant at = report.endedAt();
        Reason outcome = report.outcome();
        return at == null || outcome == null ? "" : "%nEnded %s: %s.%n".formatted(at, reason(outcome));
    }

    private static String evidence(@Nullable SiteVerdict verdict) {
        if (verdict == null) {
            return "";
        }
        return table(
                "Evidence",
                "%s. %d equal votes were needed.%n%n| vantage | vote | counts | last measured | detail |"
                        .formatted(text(verdict.reason().text()), verdict.needed()),
                verdict.votes(),
                MoveMarkdown::row);
    }

    private static String row(Vote vote) {
        return row(
                vote.vantage(),
                vote.verdict(),
                vote.counts() ? "yes" : "no",
                Objects.toString(vote.measuredAt(), ""),
                text(vote.detail()));
    }

    private static String row(ServiceStatus.Objective objective) {
        return row(
                objective.name(),
                Instants.words(objective.limit()),
                Instants.words(objective.actual()),
                objective.met() ? "yes" : "**no**");
    }

    private static String row(JournalEntry entry) {
        return row(entry.at(), entry.kind(), text(Objects.toString(entry.who(), "")), reason(entry.reason()));
    }

    private static String row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** @param head its last line has the names of the columns; nothing is written without rows */
    private static <T> String table(String title, String head, List<T> rows, Function<T, String> row) {
        if (rows.isEmpty()) {
            return "";
        }
        String names = head.substring(head.lastIndexOf('\n') + 1);
        String line =
                "|" + "---|".repeat((int) names.chars().filter(c -> c == '|').count() - 1);
        return rows.stream()
                .map(row)
                .collect(Collectors.joining("\n", "\n## " + title + "\n\n" + head + "\n" + line + "\n", "\n"));
    }

    private static String reason(Reason reason) {
        return reason.code() + ", " + text(reason.text());
    }

    private static String text(@Nullable Object of) {
        String line = CONTROL.matcher(Objects.toString(of, "-")).replaceAll(" ");
        return SPECIAL.matcher(line).replaceAll("\\\\$0");
    }
}

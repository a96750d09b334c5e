package io.signalbox.decision.check;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.lint.Lint;
import io.signalbox.decision.core.lint.LintFinding;
import io.signalbox.decision.core.lint.Loss;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The printed result of a check. Services with the same result share a line. */
final class CheckPrinter {

    private static final int NAMED = 5;

    private CheckPrinter() {}

    static void print(String file, Topology topology, Lint lint, PrintStream out) {
        out.printf(
                "%s: %s, %s, %s%n",
                file,
                count(topology.services().size(), "service"),
                count(topology.vantages().size(), "vantage"),
                count(topology.cells().size(), "cell"));
        lint.findings().forEach(finding -> out.println(line(finding)));
        out.println();
        table(lint.losses(), out);
    }

    private static String line(LintFinding finding) {
        return String.format("%-5s %s: %s", finding.severity(), finding.path(), finding.text());
    }

    private static void table(List<Loss> losses, PrintStream out) {
        Map<List<String>, List<ServiceName>> rows = new LinkedHashMap<>();
        for (Loss loss : losses) {
            rows.computeIfAbsent(List.of(loss.lost(), loss.effect()), _ -> new ArrayList<>())
                    .add(loss.service());
        }
        String title = "when lost";
        int first = widest(title, rows.keySet().stream().map(List::getFirst).toList());
        int second = widest(
                "services", rows.values().stream().map(CheckPrinter::names).toList());
        String format = "%-" + first + "s  %-" + second + "s  %s%n";
        out.printf(format, title, "services", "what follows");
        rows.forEach((row, services) -> out.printf(format, row.getFirst(), names(services), row.getLast()));
    }

    private static int widest(String title, List<String> texts) {
        return Math.max(
                title.length(), texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String names(List<ServiceName> services) {
        String some = String.join(
                ", ", services.stream().limit(NAMED).map(ServiceName::value).toList());
        int more = services.size() - NAMED;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

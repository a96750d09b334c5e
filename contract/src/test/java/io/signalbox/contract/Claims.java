package io.signalbox.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code make claims}: which tests show what README guarantees ({@code tests}, as Maven wants them), and what their reports say
 * ({@code result}). An end-to-end test is only looked for.
 */
final class Claims {

    private final Guarantees guarantees = new Guarantees(Path.of(""));
    private final Map<String, String> sources = guarantees.sources();

    private Claims() {}

    static void main(String[] args) {
        var claims = new Claims();
        switch (args[0]) {
            case "tests" -> System.out.println(claims.tests());
            case "result" -> claims.result();
            default -> throw new IllegalArgumentException("expected tests or result, got " + args[0]);
        }
    }

    private String tests() {
        return guarantees.shown().stream()
                .flatMap(entry -> entry.tests().stream())
                .filter(test -> !test.endToEnd())
                .collect(Collectors.groupingBy(Guarantees.Test::type, Collectors.toSet()))
                .entrySet()
                .stream()
                .map(type -> type.getKey() + "#"
                        + type.getValue().stream()
                                .map(Guarantees.Test::method)
                                .sorted()
                                .collect(Collectors.joining("+")))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private void result() {
        Map<String, String> reports = guarantees.reports();
        List<Guarantees.Entry> entries = guarantees.shown();
        int tested = 0;
        for (Guarantees.Entry entry : entries) {
            List<String> told = entry.tests().stream()
                    .map(test -> test + " " + state(test, reports))
                    .toList();
            boolean shown = told.stream().anyMatch(it -> it.endsWith(" green"))
                    && told.stream().noneMatch(it -> it.endsWith(" red") || it.endsWith(" missing"));
            tested += shown ? 1 : 0;
            System.out.printf("%s  %s%n", shown ? "shown" : told.isEmpty() ? "  -  " : "NOT  ", entry.sentence());
            told.forEach(it -> System.out.println("         " + it));
        }
        System.out.printf(
                "RESULT claims readme=%d tested=%d%n", guarantees.promised().size(), tested);
    }

    private String state(Guarantees.Test test, Map<String, String> reports) {
        if (!sources.getOrDefault(test.type(), "").contains(" " + test.method() + "(")) {
            return "missing";
        }
        if (test.endToEnd()) {
            return "exists (make test-all runs it)";
        }
        List<MatchResult> cases = Pattern.compile(
                        "<testcase name=\"" + test.method() + "[\"({\\[][^>]*?(/>|>(.*?)</testcase>)", Pattern.DOTALL)
                .matcher(reports.getOrDefault(test.type(), ""))
                .results()
                .toList();
        boolean failed = cases.stream()
                .anyMatch(it -> it.group(2) != null && it.group(2).matches("(?s).*<(failure|error|skipped)\\b.*"));
        return cases.isEmpty() ? "not run" : failed ? "red" : "green";
    }
}

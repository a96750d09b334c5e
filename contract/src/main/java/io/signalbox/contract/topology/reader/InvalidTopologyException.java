package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.yaml.YamlProblem;
import java.util.List;

/** A topology that cannot be used. The message lists every problem, for a person. */
public final class InvalidTopologyException extends Exception {

    private final List<YamlProblem> problems;

    /** @param source the file, or what was read in its place */
    InvalidTopologyException(String source, List<YamlProblem> problems) {
        super(text(source, problems));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file; at least one. */
    public List<YamlProblem> problems() {
        return problems;
    }

    private static String text(String source, List<YamlProblem> problems) {
        int width = problems.stream()
                .mapToInt(problem -> place(source, problem).length())
                .max()
                .orElse(0);
        var text = new StringBuilder(source)
                .append(problems.size() == 1 ? " has 1 problem" : " has " + problems.size() + " problems");
        for (YamlProblem problem : problems) {
            String place = place(source, problem);
            text.append("\n  ").append(place);
            if (width > 0) {
                text.append(" ".repeat(width - place.length() + 2));
            }
            text.append(problem);
        }
        return text.toString();
    }

    private static String place(String source, YamlProblem problem) {
        String file = problem.file().isEmpty() ? source : problem.file();
        return problem.line() == 0 ? "" : file + ":" + problem.line();
    }
}

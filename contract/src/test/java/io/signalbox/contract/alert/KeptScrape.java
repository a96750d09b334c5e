package io.signalbox.contract.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the running services have exported: observability/scrape. An end-to-end test compares it with running services.
 *
 * @param names of all series that may be exported, also where none was
 */
record KeptScrape(Set<String> names, List<Sample> samples) {

    private static final List<String> JOBS = List.of("signalbox-probe", "signalbox-decision", "signalbox-actuator");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** @param labels as they are written, with those that the scrape configuration adds */
    record Sample(String name, String labels, String value) {

        Set<String> labelNames() {
            return LABEL.matcher(labels)
                    .results()
                    .map((MatchResult label) -> label.group(1))
                    .collect(Collectors.toSet());
        }
    }

    static KeptScrape read() {
        var names = new TreeSet<String>();
        var samples = JOBS.stream()
                .flatMap(job -> lines(job).stream()
                        .peek(line -> names.addAll(names(line)))
                        .flatMap(line -> sample(job, line)))
                .toList();
        samples.forEach(sample -> names.add(sample.name()));
        JOBS.forEach(job -> names.add("up"));
        return new KeptScrape(
                names,
                Stream.concat(samples.stream(), JOBS.stream().map(job -> new Sample("up", added(job), "1")))
                        .toList());
    }

    private static List<String> lines(String job) {
        try {
            return Files.readAllLines(AlertRule.FOLDER.resolve("scrape").resolve(job + ".prom"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The series that a family may have. */
    private static List<String> names(String line) {
        var type = TYPE.matcher(line);
        if (!type.matches()) {
            return List.of();
        }
        String name = type.group(1);
        return switch (type.group(2)) {
            case "counter" -> List.of(name.replaceFirst("(_total)?$", "_total"));
            case "summary", "histogram" -> List.of(name, name + "_count", name + "_sum", name + "_max");
            default -> List.of(name);
        };
    }

    private static Stream<Sample> sample(String job, String line) {
        if (line.startsWith("#")) {
            return Stream.empty();
        }
        int end = line.lastIndexOf(' ');
        String series = line.substring(0, end);
        int begin = series.indexOf('{');
        String name = begin < 0 ? series : series.substring(0, begin);
        String labels = begin < 0 ? "" : series.substring(begin + 1, series.length() - 1);
        return Stream.of(new Sample(name, with(labels, added(job)), line.substring(end + 1)));
    }

    /** The heartbeat has a cell of its own. */
    private static String with(String labels, String added) {
        if (labels.isEmpty()) {
            return added;
        }
        return labels + "," + (labels.contains("cell=") ? added.replaceFirst(",cell=.*", "") : added);
    }

    /** The labels of observability/prometheus.yml. */
    private static String added(String job) {
        return "job=\"%s\",instance=\"%s\"".formatted(job, job)
                + (job.equals("signalbox-probe") ? "" : ",cell=\"us-west-2\"");
    }
}

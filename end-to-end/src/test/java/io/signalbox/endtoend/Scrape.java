package io.signalbox.endtoend;

import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.world.CellProcesses;
import io.signalbox.sandbox.world.Vantage;
import io.signalbox.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of all instances of one service, collected at several moments: a series keeps its first value. */
final class Scrape {

    /** The metrics of the project, and those of the runtime that dashboards show. */
    private static final Pattern KEPT = Pattern.compile(
            "(?:# TYPE )?(?:(?:signalbox|probe)_.*|process_cpu_usage\\b.*|jvm_memory_used_bytes(?: gauge|\\{area=\"heap\".*))");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final String TYPE = "# TYPE ";

    private final SortedSet<String> types = new TreeSet<>();
    private final Map<String, String> values = new TreeMap<>();

    /** By the name of the service's job in Prometheus. */
    static Map<String, List<ServiceProcess>> jobs(World world) {
        return Map.of(
                "signalbox-probe",
                world.vantages().stream().map(Vantage::process).toList(),
                "signalbox-decision",
                world.cells().stream().map(CellProcesses::decision).toList(),
                "signalbox-actuator",
                world.cells().stream().map(CellProcesses::actuator).toList());
    }

    static Scrape read(Path file) {
        var scrape = new Scrape();
        try {
            Files.readAllLines(file).forEach(scrape::add);
            return scrape;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(HttpClient client, ServiceProcess service) {
        var request =
                HttpRequest.newBuilder(service.uri().resolve("/q/metrics")).build();
        try {
            client.send(request, HttpResponse.BodyHandlers.ofLines()).body().forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void add(String line) {
        if (!KEPT.matcher(line).matches()) {
            return;
        }
        if (line.startsWith(TYPE)) {
            types.add(line);
        } else {
            int end = line.lastIndexOf(' ');
            values.putIfAbsent(line.substring(0, end), line.substring(end + 1));
        }
    }

    /** The names of families and of series with their labels, without values. */
    SortedSet<String> shapes() {
        return Stream.concat(types.stream(), values.keySet().stream().map(Scrape::shape))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shape(String series) {
        String labels = LABEL.matcher(series)
                .results()
                .map((MatchResult label) -> label.group(1))
                .sorted()
                .collect(Collectors.joining(","));
        return series.replaceFirst("\\{.*", "") + "{" + labels + "}";
    }

    String text() {
        return Stream.concat(
                        types.stream(), values.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

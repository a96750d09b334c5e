package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.environment.TopologyText;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The source of the topology, and the newest valid one. A file is read again on {@link #reload}; the environment is
 * read once. Thread-safe.
 */
public final class TopologySource {

    private final @Nullable Path file;
    private final Map<String, String> environment;
    private final Function<Topology, List<YamlProblem>> rules;
    private volatile Topology current;
    /** What was read last: the same bytes need no second reading. */
    private String digestRead = "";

    private @Nullable String baseRead;

    private Reload last = new Reload.Unchanged();

    private TopologySource(
            @Nullable Path file,
            Map<String, String> environment,
            Function<Topology, List<YamlProblem>> rules,
            Topology first) {
        this.file = file;
        this.environment = environment;
        this.rules = rules;
        this.current = first;
    }

    /**
     * Reads the topology for the first time.
     *
     * @param file empty for the zero-file mode: two sites from {@code DOMAIN_NAME} and its companions
     * @param environment for {@code ${NAME}} in the file, and for the zero-file mode
     * @throws InvalidTopologyException naming everything that is wrong
     */
    public static TopologySource open(Optional<Path> file, Map<String, String> environment)
            throws InvalidTopologyException {
        return open(file, environment, _ -> List.of());
    }

    /** @param rules of the process that reads: the problems that a valid topology has for it */
    static TopologySource open(
            Optional<Path> file, Map<String, String> environment, Function<Topology, List<YamlProblem>> rules)
            throws InvalidTopologyException {
        var variables = Map.copyOf(environment);
        Path path = file.orElse(null);
        var result = ruled(path == null ? ZeroFile.read(variables) : read(path, variables), rules);
        return switch (result) {
            case TopologyReader.Result.Read(Topology topology) -> new TopologySource(path, variables, rules, topology);
            case TopologyReader.Result.Invalid(List<YamlProblem> problems) ->
                throw new InvalidTopologyException(path == null ? ZeroFile.SOURCE : path.toString(), problems);
        };
    }

    /** The newest valid topology. */
    public Topology current() {
        return current;
    }

    /** Looks again. */
    public synchronized Reload reload() {
        if (file == null) {
            return new Reload.Unchanged();
        }
        try {
            return reload(file);
        } catch (IOException e) {
            return new Reload.Rejected(List.of(unreadable(e)));
        }
    }

    private Reload reload(Path file) throws IOException {
        if (TopologyText.digest(file, baseRead).equals(digestRead)) {
            return last;
        }
        var findings = new Findings();
        TopologyText text = TopologyText.read(file, findings);
        Reload reload =
                switch (ruled(TopologyReader.read(text, environment, findings), rules)) {
                    case TopologyReader.Result.Invalid(List<YamlProblem> problems) -> new Reload.Rejected(problems);
                    case TopologyReader.Result.Read(Topology topology) -> inForce(topology);
                };
        digestRead = text.digest();
        baseRead = text.base();
        last = reload instanceof Reload.Rejected ? reload : new Reload.Unchanged();
        return reload;
    }

    private Reload inForce(Topology after) {
        Topology before = current;
        if (before.digest().equals(after.digest())) {
            return new Reload.Unchanged();
        }
        current = after;
        return new Reload.Replaced(before, after);
    }

    private static TopologyReader.Result ruled(
            TopologyReader.Result result, Function<Topology, List<YamlProblem>> rules) {
        List<YamlProblem> problems =
                result instanceof TopologyReader.Result.Read(Topology topology) ? rules.apply(topology) : List.of();
        return problems.isEmpty() ? result : new TopologyReader.Result.Invalid(problems);
    }

    private static TopologyReader.Result read(Path file, Map<String, String> environment) {
        try {
            var findings = new Findings();
            return TopologyReader.read(TopologyText.read(file, findings), environment, findings);
        } catch (IOException e) {
            return new TopologyReader.Result.Invalid(List.of(unreadable(e)));
        }
    }

    private static YamlProblem unreadable(IOException e) {
        return new YamlProblem(0, "", "cannot be read: " + e);
    }
}

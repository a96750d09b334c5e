package io.signalbox.sandbox.world;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topology file of {@code examples/}, made for a real deployment. A world fills its variables {@code ${NAME:default}} with addresses,
 * ports and times of this machine, and takes everything else as it is.
 */
public final class ExampleFile {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::([^{}]*))?\\}");

    private final String text;
    private final Topology topology;

    private ExampleFile(String text, Topology topology) {
        this.text = text;
        this.topology = topology;
    }

    /** @throws IllegalStateException if the file is no valid topology with the defaults of its variables */
    public static ExampleFile read(Path path) {
        try {
            return new ExampleFile(
                    Files.readString(path),
                    TopologySource.open(Optional.of(path), Map.of()).current());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidTopologyException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The only service, or the first one. */
    Service service() {
        return topology.services().getFirst();
    }

    Topology topology() {
        return topology;
    }

    List<CellName> cells() {
        return topology.cells().stream().map(Cell::name).toList();
    }

    /** @param values by name; other variables stay */
    String filled(Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** The part of a variable's name that stands for a site, a cell or another name. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

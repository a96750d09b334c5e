package io.signalbox.infra;

import io.signalbox.contract.topology.reader.InvalidTopologyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** {@code make infra}: makes all templates, and compares them with those that are committed or writes them. */
public final class Synthesis {

    private Synthesis() {}

    /** @param args the root of the repository, and {@code renew} to write the templates into it */
    public static void main(String[] args) throws IOException, InvalidTopologyException {
        Path root = Path.of(args[0]);
        Map<Path, String> made = Templates.made(root, Files.createTempDirectory("signalbox-infra"));
        if (args.length > 1 && args[1].equals("renew")) {
            renew(root, made);
        }
        Set<Path> drifted = drifted(made, Templates.committed(root));
        drifted.forEach(file -> System.err.println(file + ": is not what the stacks make; RENEW=1 writes it"));
        System.out.println("drifted=" + drifted.size());
    }

    /** The files that are missing, superfluous or different. */
    static Set<Path> drifted(Map<Path, String> made, Map<Path, String> committed) {
        var drifted = new TreeSet<Path>(made.keySet());
        drifted.addAll(committed.keySet());
        drifted.removeIf(file -> Objects.equals(made.get(file), committed.get(file)));
        return drifted;
    }

    private static void renew(Path root, Map<Path, String> made) throws IOException {
        for (Path file : Templates.committed(root).keySet()) {
            Files.delete(root.resolve(file));
        }
        for (Map.Entry<Path, String> template : made.entrySet()) {
            Path file = root.resolve(template.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, template.getValue());
        }
    }
}

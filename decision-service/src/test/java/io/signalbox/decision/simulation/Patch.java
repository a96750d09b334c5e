package io.signalbox.decision.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A defect as a unified diff. Lines before the diff say what is wrong, and after {@code Actors:} in whose worlds it shows.
 * Line numbers mean nothing: what a hunk takes away must stand in its file exactly once.
 */
record Patch(String name, String defect, List<String> actors, Map<String, List<Hunk>> hunks) {

    private static final String ACTORS = "Actors:";

    /** @param before the lines as they are @param after as they become */
    record Hunk(String before, String after) {}

    static List<Patch> all(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var patches = new ArrayList<Patch>();
            for (Path file : files.filter(each -> each.toString().endsWith(".patch"))
                    .sorted()
                    .toList()) {
                patches.add(read(file));
            }
            return patches;
        }
    }

    private static Patch read(Path file) throws IOException {
        var defect = new StringBuilder();
        List<String> actors = List.of();
        var hunks = new LinkedHashMap<String, List<Hunk>>();
        List<Hunk> open = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("+++ b/")) {
                open = hunks.computeIfAbsent(line.substring("+++ b/".length()), _ -> new ArrayList<>());
            } else if (line.startsWith("@@") || line.startsWith("--- a/")) {
                close(open, before, after);
            } else if (hunks.isEmpty()) {
                boolean says = line.startsWith(ACTORS);
                actors = says ? List.of(line.substring(ACTORS.length()).trim().split(" +", -1)) : actors;
                defect.append(says || line.isBlank() ? "" : line.trim() + " ");
            } else if (!line.isEmpty()) {
                String text = line.substring(1) + "\n";
                before.append(line.startsWith("+") ? "" : text);
                after.append(line.startsWith("-") ? "" : text);
            }
        }
        close(open, before, after);
        String name = file.getFileName().toString().replace(".patch", "");
        return new Patch(name, defect.toString().trim(), actors, hunks);
    }

    private static void close(List<Hunk> open, StringBuilder before, StringBuilder after) {
        if (!before.isEmpty()) {
            open.add(new Hunk(before.toString(), after.toString()));
        }
        before.setLength(0);
        after.setLength(0);
    }

    /**
     * The changed files, by their path below the module.
     *
     * @throws IllegalStateException naming the hunk that does not apply
     */
    Map<String, String> appliedTo(Path module) throws IOException {
        var changed = new LinkedHashMap<String, String>();
        for (var file : hunks.entrySet()) {
            String text = Files.readString(module.resolve(file.getKey()));
            for (Hunk hunk : file.getValue()) {
                int at = text.indexOf(hunk.before());
                if (at < 0 || text.indexOf(hunk.before(), at + 1) >= 0) {
                    throw new IllegalStateException(name + " does not apply: " + file.getKey() + " has "
                            + (at < 0 ? "nowhere" : "more than once") + "\n" + hunk.before());
                }
                text = text.substring(0, at)
                        + hunk.after()
                        + text.substring(at + hunk.before().length());
            }
            changed.put(file.getKey(), text);
        }
        return changed;
    }
}

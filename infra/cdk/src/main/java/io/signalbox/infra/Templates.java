package io.signalbox.infra;

import io.signalbox.contract.topology.reader.InvalidTopologyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** The templates of all examples: those that are committed, and those that the stacks make now. */
public final class Templates {

    private static final String MADE = ".template.json";
    private static final String COMMITTED = ".json";

    private Templates() {}

    /** @param scratch a folder for what the CDK writes @return texts by the path that they are committed at, from the root */
    public static Map<Path, String> made(Path root, Path scratch) throws IOException, InvalidTopologyException {
        var made = new TreeMap<Path, String>();
        for (Example example : Example.values()) {
            Path output = Files.createDirectories(scratch.resolve(example.name()));
            var app = new App(AppProps.builder()
                    .outdir(output.toString())
                    .analyticsReporting(false)
                    .treeMetadata(false)
                    .build());
            example.addTo(app, root);
            app.synth();
            read(output, MADE).forEach((file, text) -> made.put(committed(root, example, file), TemplateText.of(text)));
        }
        return made;
    }

    /** @return texts by the path that they are committed at, from the root */
    public static Map<Path, String> committed(Path root) throws IOException {
        var committed = new TreeMap<Path, String>();
        for (Example example : Example.values()) {
            Path folder = folder(root, example);
            if (Files.isDirectory(folder)) {
                read(folder, COMMITTED).forEach((file, text) -> committed.put(root.relativize(file), text));
            }
        }
        return committed;
    }

    private static Path folder(Path root, Example example) {
        return example.folder(root).resolve("infrastructure");
    }

    private static Path committed(Path root, Example example, Path made) {
        String name = made.getFileName().toString().replace(MADE, COMMITTED);
        return root.relativize(folder(root, example).resolve(name));
    }

    private static Map<Path, String> read(Path folder, String ending) throws IOException {
        var texts = new TreeMap<Path, String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ending)).toList()) {
                texts.put(file, Files.readString(file));
            }
        }
        return texts;
    }
}

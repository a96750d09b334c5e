package io.signalbox.cli.context;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.Variables;
import io.signalbox.contract.topology.yaml.YamlText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The file with the contexts. Every problem is told with file and line, all at once. */
public final class ContextFile {

    private static final Pattern CURRENT = Pattern.compile("(?m)^current:.*$");

    private final Path path;
    private final Map<String, String> environment;

    /** The content of a file. @param current null if it names none */
    public record Contexts(@Nullable String current, Map<String, Context> byName) {

        static final Contexts NONE = new Contexts(null, Map.of());
    }

    private ContextFile(Path path, Map<String, String> environment) {
        this.path = path;
        this.environment = environment;
    }

    /** {@code SIGNALBOX_CONTEXTS}, or {@code signalbox/contexts.yaml} in the folder of a person's settings. */
    public static ContextFile of(Console console) {
        Path path = console.variable("SIGNALBOX_CONTEXTS")
                .map(Path::of)
                .orElseGet(() -> settings(console).resolve("signalbox").resolve("contexts.yaml"));
        return new ContextFile(path, console.environment());
    }

    private static Path settings(Console console) {
        return console.variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(console.variable("HOME").orElse(System.getProperty("user.home")), ".config"));
    }

    public Path path() {
        return path;
    }

    /** No file is no context. */
    public Contexts read() {
        if (!Files.exists(path)) {
            return Contexts.NONE;
        }
        var findings = new Findings();
        Node root = YamlText.compose(bytes(), findings);
        Contexts contexts = root == null ? null : contexts(Cursor.root(root, findings, new Variables(environment)));
        if (contexts == null || !findings.none()) {
            throw invalid(findings);
        }
        return contexts;
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE, path + ": cannot be read: " + e);
        }
    }

    private CommandFailedException invalid(Findings findings) {
        var lines = new ArrayList<String>();
        findings.inOrder().forEach(problem -> lines.add(path + ":" + problem.line() + ": " + problem));
        return new CommandFailedException(ExitCode.USAGE, lines);
    }

    private @Nullable Contexts contexts(Cursor root) {
        Fields fields = root.fields("current", "contexts");
        Map<String, Context> byName = fields.required("contexts", Map.of(), this::named);
        String current = fields.ifPresent("current", Cursor::text);
        if (current != null && fields.isComplete() && !byName.containsKey(current)) {
            fields.reject("current", "one of " + byName.keySet());
        }
        return fields.whole(() -> new Contexts(current, byName));
    }

    private Map<String, Context> named(Cursor at) {
        var byName = new LinkedHashMap<String, Context>();
        at.entries().all().forEach((name, cursor) -> {
            Context context = context(name, cursor);
            if (context != null) {
                byName.put(name, context);
            }
        });
        return byName;
    }

    private @Nullable Context context(String name, Cursor at) {
        Fields fields = at.fields("url", "token-file", "token-env", "ca-file");
        URI url = fields.required("url", ContextFile::url);
        String tokenFile = fields.ifPresent("token-file", Cursor::text);
        String tokenVariable = fields.ifPresent("token-env", Cursor::text);
        String caFile = fields.ifPresent("ca-file", Cursor::text);
        if (tokenFile != null && tokenVariable != null) {
            fields.reject("token-env", "either token-file or token-env");
        }
        return fields.whole(() -> new Context(name, url, beside(tokenFile), tokenVariable, beside(caFile)));
    }

    /** A file is named relative to the file with the contexts. */
    private @Nullable Path beside(@Nullable String file) {
        return file == null ? null : path.toAbsolutePath().resolveSibling(file);
    }

    private static @Nullable URI url(Cursor at) {
        return at.parsed(Urls.ALLOWED, text -> Urls.parse(text).orElse(null));
    }

    /** Makes a context the one that is used where none is named. Comments and everything else in the file stay. */
    public void use(String name) {
        Contexts contexts = read();
        if (!contexts.byName().containsKey(name)) {
            throw new CommandFailedException(ExitCode.USAGE, unknown(name, contexts));
        }
        String line = "current: " + name;
        try {
            String text = Files.readString(path);
            Matcher found = CURRENT.matcher(text);
            write(found.find() ? found.replaceFirst(Matcher.quoteReplacement(line)) : line + "\n" + text);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE, path + ": cannot be written: " + e);
        }
    }

    /** The file is replaced as a whole, with the same permissions. */
    private void write(String text) throws IOException {
        Path whole = path.toRealPath();
        Path next = Files.createTempFile(whole.getParent(), "contexts", ".yaml");
        try {
            Files.copy(whole, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(next, text);
            Files.move(next, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** @throws CommandFailedException naming the contexts that there are */
    public Context named(String name) {
        Contexts contexts = read();
        return Optional.ofNullable(contexts.byName().get(name))
                .orElseThrow(() -> new CommandFailedException(ExitCode.USAGE, unknown(name, contexts)));
    }

    private String unknown(String name, Contexts contexts) {
        return "context: expected one of " + List.copyOf(contexts.byName().keySet()) + " in " + path + ", got \"" + name
                + "\"";
    }
}

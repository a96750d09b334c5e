package io.signalbox.cli.deploy;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.Variables;
import io.signalbox.contract.topology.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code deployment.yaml} of a folder. Every problem is told with file and line, all at once. */
final class DeploymentFile {

    static final String NAME = "deployment.yaml";

    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html, StackName. */
    private static final Predicate<String> STACK =
            Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}").asMatchPredicate();

    private static final Predicate<String> REGION =
            Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]").asMatchPredicate();
    private static final Predicate<String> VARIABLE =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}").asMatchPredicate();
    private static final Predicate<String> OUTPUT =
            Pattern.compile("[A-Za-z0-9]{1,255}").asMatchPredicate();

    private final Path file;
    private final boolean parameters;

    private DeploymentFile(Path file, boolean parameters) {
        this.file = file;
        this.parameters = parameters;
    }

    /**
     * @param environment replaces {@code ${NAME}}
     * @param parameters false leaves the parameters of stacks out, whose variables then need not be set
     * @throws CommandFailedException naming every problem
     */
    static Deployment read(Path folder, Map<String, String> environment, boolean parameters) {
        return new DeploymentFile(folder.resolve(NAME), parameters).read(environment);
    }

    private Deployment read(Map<String, String> environment) {
        var findings = new Findings();
        Node root = YamlText.compose(bytes(), findings);
        Deployment deployment =
                root == null ? null : deployment(Cursor.root(root, findings, new Variables(environment)));
        if (deployment == null || !findings.none()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    findings.inOrder().stream()
                            .map(problem -> file + ":" + problem.line() + ": " + problem)
                            .toList());
        }
        return deployment;
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE, file + ": cannot be read: " + e);
        }
    }

    private @Nullable Deployment deployment(Cursor root) {
        Fields fields = root.fields("stacks");
        List<Deployment.Stack> stacks = fields.required(
                "stacks",
                List.of(),
                list -> list.uniqueOfSome(
                        this::stack,
                        found -> found.value().toString(),
                        (_, later) -> "expected each stack once, got " + later.value() + " twice"));
        return fields.whole(() -> new Deployment(stacks));
    }

    private Deployment.@Nullable Stack stack(Cursor at) {
        Fields fields = at.fields("name", "region", "template", "parameters", "variables", "failureSwitch");
        String name = fields.required("name", one -> one.text("a name of letters, digits and hyphens", STACK));
        String region = fields.required("region", one -> one.text("a region such as us-east-1", REGION));
        Path template = fields.required("template", this::template);
        Map<String, String> values =
                parameters ? fields.optional("parameters", Map.of(), one -> texts(one, OUTPUT)) : Map.of();
        Map<String, String> variables = fields.optional("variables", Map.of(), one -> texts(one, VARIABLE));
        Deployment.FailureSwitch flip = fields.ifPresent("failureSwitch", DeploymentFile::failureSwitch);
        return fields.whole(() -> new Deployment.Stack(name, region, template, values, variables, flip));
    }

    /** The file is named relative to the folder. */
    private @Nullable Path template(Cursor at) {
        return at.parsed("a file in this folder", text -> {
            Path path = file.resolveSibling(text);
            return Files.isRegularFile(path) ? path : null;
        });
    }

    private static @Nullable Map<String, String> texts(Cursor at, Predicate<String> valid) {
        Fields entries = at.entries();
        var texts = new LinkedHashMap<String, String>();
        entries.all().forEach((key, value) -> {
            if (!valid.test(key)) {
                value.problem("expected a key of letters and digits, got \"" + key + "\"");
            }
            texts.put(key, entries.required(key, "", Cursor::text));
        });
        return entries.whole(() -> texts);
    }

    private static Deployment.@Nullable FailureSwitch failureSwitch(Cursor at) {
        Fields fields = at.fields("site", "function", "variable");
        String site = fields.required("site", Cursor::name);
        String function = fields.required("function", one -> one.text("the name of an output", OUTPUT));
        String variable = fields.required("variable", one -> one.text("the name of a variable", VARIABLE));
        return fields.whole(() -> new Deployment.FailureSwitch(site, function, variable));
    }
}

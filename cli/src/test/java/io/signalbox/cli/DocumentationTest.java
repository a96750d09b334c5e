package io.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.cli.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** docs/cli.md has every command with its options, every exit code, and nothing that does not exist. */
class DocumentationTest {

    private static final Path PAGE = Path.of("../docs/cli.md");

    /** {@code | `signalbox override SERVICE SITE` | … |} */
    private static final Pattern ROW = Pattern.compile("^\\| `(signalbox [^`]*)` \\|(.*)\\|$", Pattern.MULTILINE);

    private static final Pattern COMMON = Pattern.compile("^\\| (`-[^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final Pattern CODE = Pattern.compile("^\\| (\\d) \\| ([^|]*) \\|", Pattern.MULTILINE);

    private final CommandSpec root = Signalbox.commands(Console.system()).getCommandSpec();

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    @Test
    void everyCommandHasARowAndEveryRowIsACommand() throws IOException {
        Set<String> documented = ROW.matcher(page())
                .results()
                .map(row -> words(row.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented)
                .isEqualTo(leaves(root).map(CommandSpec::qualifiedName).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Without what stands for an argument. */
    private static String words(String usage) {
        return usage.replaceAll(" \\[?[A-Z].*$", "");
    }

    @Test
    void everyOptionIsInItsCommandsRowOrAmongTheCommonOnes() throws IOException {
        String page = page();
        Set<String> common = COMMON.matcher(page)
                .results()
                .flatMap(row -> OPTION.matcher(row.group(1)).results())
                .map(option -> option.group())
                .collect(Collectors.toSet());
        List<CommandSpec> leaves = leaves(root).toList();
        ROW.matcher(page).results().forEach(row -> {
            CommandSpec command = leaves.stream()
                    .filter(leaf -> leaf.qualifiedName().equals(words(row.group(1))))
                    .findFirst()
                    .orElseThrow();
            Set<String> documented = OPTION.matcher(row.group(2))
                    .results()
                    .map(option -> option.group())
                    .filter(name -> !common.contains(name))
                    .collect(Collectors.toSet());
            Set<String> own = command.options().stream()
                    .filter(option -> !option.usageHelp() && !option.versionHelp())
                    .map(OptionSpec::longestName)
                    .filter(name -> !common.contains(name))
                    .collect(Collectors.toSet());
            assertThat(documented).as(command.qualifiedName()).isEqualTo(own);
        });
    }

    @Test
    void everyExitCodeIsInTheTable() throws IOException {
        String table = page().substring(page().indexOf("## Exit codes"), page().indexOf("## Which"));
        var documented =
                CODE.matcher(table).results().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(documented).isEqualTo(root.usageMessage().exitCodeList());
    }

    @Test
    void theManualPageHasEveryCommandAndIsWellFormed() {
        String page = ManPage.of(root);

        assertThat(page).startsWith(".TH SIGNALBOX 1");
        leaves(root).forEach(command -> assertThat(page)
                .contains(".SS \"" + command.qualifiedName().replace("-", "\\-") + "\""));
        assertThat(page.lines().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|B)( .*)?"));
    }

    @Test
    void theCompletionScriptIsAcceptedByBashAndKnowsEveryCommand(@TempDir Path folder) throws Exception {
        String script = Run.of(Map.of(), "completion").out();
        Path file = Files.writeString(folder.resolve("completion"), script);

        var bash = new ProcessBuilder("bash", "-n", file.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
        leaves(root).forEach(command -> assertThat(script).contains(command.name()));
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Run.of(Map.of(), "--version").out().strip()).isEqualTo("signalbox unpackaged");
        assertThat(Run.of(Map.of(), "status", "--version").out().strip()).isEqualTo("signalbox unpackaged");
    }

    @Test
    void everyCommandHasHelpThatSaysWhatItDoes() {
        leaves(root).forEach(command -> {
            String[] words = (command.qualifiedName() + " --help")
                    .substring("signalbox ".length())
                    .split(" ");
            Run help = Run.of(Map.of(), words);
            assertThat(help.code()).as(command.qualifiedName()).isZero();
            assertThat(help.out()).contains("Usage: " + command.qualifiedName());
            assertThat(command.usageMessage().description()).isNotEmpty();
        });
    }

    private static Stream<CommandSpec> leaves(CommandSpec of) {
        return of.subcommands().isEmpty()
                ? Stream.of(of)
                : of.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .distinct()
                        .filter(command -> !command.name().equals("help"))
                        .flatMap(DocumentationTest::leaves);
    }
}

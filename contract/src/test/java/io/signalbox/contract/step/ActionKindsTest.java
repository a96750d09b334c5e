package io.signalbox.contract.step;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.signalbox.contract.Command;
import io.signalbox.contract.codec.Codec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of action has beside its class. */
class ActionKindsTest {

    private static final Path DOCUMENTS = Path.of("..", "docs");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Pattern CALL = Pattern.compile("`(?:[a-z0-9-]+:)?([A-Z][a-z][A-Za-z]*)`");

    static Stream<String> kinds() {
        return ActionKinds.ALL.stream().map(ActionKind::name);
    }

    @Test
    void everyClassOfArgumentsIsListedOnce() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.signalbox.contract").stream()
                        .filter(type -> type.isAssignableTo(Action.class) && !type.isInterface())
                        .map(type -> type.getName());

        assertThat(ActionKinds.ALL.stream().map(kind -> kind.type().getName()))
                .containsExactlyInAnyOrderElementsOf(classes.toList());
        assertThat(kinds()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasAGoldenFileThatIsReadAsItsClass(String kind) throws Exception {
        assertThat(golden(kind).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isDocumented(String kind) throws Exception {
        assertThat(rows("topology.md", "| `" + kind + ": ")).as("topology.md").hasSize(1);
        assertThat(rows("acting.md", "| `" + kind + "` |")).as("acting.md").hasSize(1);
        assertThat(Files.readString(DOCUMENTS.resolve("plans.md"))).contains("`" + kind + "`");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void needsTheCallsThatItsDocumentNames(String kind) throws Exception {
        String row = rows("acting.md", "| `" + kind + "` |").getFirst();
        Set<String> named = CALL.matcher(row)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(toSet());
        Set<String> needed = golden(kind).needs().stream()
                .flatMap(need -> need.permissions().stream())
                .flatMap(permission -> permission.actions().stream())
                .map(action -> action.substring(action.indexOf(':') + 1))
                .collect(toSet());

        assertThat(needed).isEqualTo(named);
    }

    private static Action golden(String kind) throws Exception {
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("command-" + kind + "-v1.json"));
        return (Action) Codec.of(Command.class).read(bytes).arguments();
    }

    private static List<String> rows(String document, String beginning) throws Exception {
        return Files.readString(DOCUMENTS.resolve(document))
                .lines()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }
}

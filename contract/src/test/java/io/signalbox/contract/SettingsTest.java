package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/settings.md names every setting that the code reads, with its default, and no other. */
class SettingsTest {

    private static final Path ROOT = Path.of("..");
    private static final String NONE = "";

    /** {@code | `signalbox.cell` | `SIGNALBOX_CELL` | `us-west-2` | … |} */
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)` \\| (?:`([^`]+)`)? ?\\| (?:`([^`]*)`|[^|`]*)[^|]* \\|", Pattern.MULTILINE);

    private static final Pattern METHOD = Pattern.compile(
            "(?:@WithDefault\\((?:\"([^\"]*)\"|(\\w+))\\)\\s+)?^ *([A-Za-z0-9<>]+) (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern NESTED =
            Pattern.compile("^( *)interface (\\w+) \\{\\n(.*?)^\\1\\}", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) = \"([^\"]*)\";");
    private static final Pattern READ = Pattern.compile("(?:ConfigProperty\\(\\s*name = |[^\\w]value\\(|number\\("
            + "|SWITCHED_BY = |WHERE = )\"((?:signalbox|quarkus|kafka)\\.[a-z0-9.-]+)\""
            + "(?:, defaultValue = \"([^\"]*)\")?");
    private static final Pattern SCHEDULE = Pattern.compile("every = \"\\{(signalbox\\.[a-z.-]+)\\}\"");
    private static final Pattern VARIABLE = Pattern.compile("\"((?:AWS|KAFKA|SIGNALBOX)_[A-Z0-9_]+)\"");
    private static final Pattern PROPERTY = Pattern.compile(
            "^((?:signalbox|kafka)\\.[a-z.-]+|quarkus\\.kafka-streams\\.application-id)=(.*)$", Pattern.MULTILINE);
    private static final Pattern ZERO = Pattern.compile("\"([A-Z]{4,}(?:_[A-Z]+)*)\"");

    @ParameterizedTest
    @CsvSource({
        "probe-service, io/signalbox/probe/app/ProbeSettings.java",
        "decision-service, io/signalbox/decision/config/DecisionConfig.java",
        "actuator-service, io/signalbox/actuator/app/ActuatorSettings.java"
    })
    void everySettingOfAServiceIsInTheTableWithItsDefault(String service, String mapping) throws IOException {
        assertThat(documented(service)).isEqualTo(read(ROOT.resolve(service).resolve("src/main"), mapping));
    }

    @Test
    void everyVariableOfTheZeroFileModeIsInTheTable() throws IOException {
        Path source = ROOT.resolve("contract/src/main/java/io/signalbox/contract/topology/reader/ZeroFile.java");
        assertThat(documented("Without a topology file").keySet())
                .isEqualTo(ZERO.matcher(Files.readString(source))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theVariableOfAPropertyIsItsNameInCapitals() throws IOException {
        assertThat(ROW.matcher(Files.readString(ROOT.resolve("docs/settings.md")))
                        .results())
                .filteredOn(row -> row.group(2) != null)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.group(2)).isEqualTo(variable(row.group(1))));
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Defaults by name; empty for none. */
    private static Map<String, String> documented(String title) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/settings.md"));
        int begin = text.indexOf("\n## " + title + "\n");
        assertThat(begin).as("the section " + title).isNotNegative();
        int end = text.indexOf("\n## ", begin + 1);
        return ROW.matcher(text.substring(begin, end < 0 ? text.length() : end))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> or(row.group(3), NONE), (a, _) -> a, TreeMap::new));
    }

    private static Map<String, String> read(Path main, String mapping) throws IOException {
        var settings = new TreeMap<String, String>();
        String source = Files.readString(main.resolve("java").resolve(mapping));
        Map<String, String> constants = CONSTANT.matcher(source)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        String body = source.substring(source.indexOf("\n", source.indexOf("public interface ")));
        Map<String, String> nested = NESTED.matcher(body)
                .results()
                .collect(Collectors.toMap(found -> found.group(2), found -> found.group(3)));
        mapped("signalbox.", NESTED.matcher(body).replaceAll(""), nested, constants, settings);
        try (Stream<Path> files = Files.walk(main.resolve("java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(SettingsTest::text)
                    .forEach(text -> {
                        READ.matcher(text)
                                .results()
                                .forEach(found ->
                                        settings.merge(found.group(1), or(found.group(2), NONE), SettingsTest::or));
                        SCHEDULE.matcher(text).results().forEach(found -> settings.putIfAbsent(found.group(1), NONE));
                        VARIABLE.matcher(text)
                                .results()
                                .map(found -> found.group(1))
                                .filter(name -> settings.keySet().stream()
                                        .noneMatch(it -> variable(it).equals(name)))
                                .forEach(name -> settings.putIfAbsent(name, NONE));
                    });
        }
        PROPERTY.matcher(Files.readString(main.resolve("resources/application.properties")))
                .results()
                .forEach(found -> settings.put(found.group(1), unwrapped(found.group(2))));
        settings.keySet().removeIf(name -> settings.keySet().stream()
                .anyMatch(other -> !other.equals(name) && variable(other).equals(name)));
        return settings;
    }

    private static void mapped(
            String prefix,
            String body,
            Map<String, String> nested,
            Map<String, String> constants,
            Map<String, String> settings) {
        for (MatchResult method : METHOD.matcher(body).results().toList()) {
            String key = prefix + method.group(4).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (nested.containsKey(method.group(3))) {
                mapped(key + ".", nested.get(method.group(3)), nested, constants, settings);
            } else {
                String constant = method.group(2) == null ? NONE : constants.getOrDefault(method.group(2), NONE);
                settings.put(key, or(method.group(1), constant));
            }
        }
    }

    /** {@code ${SIGNALBOX_CELL:us-west-2}} is {@code us-west-2}. */
    private static String unwrapped(String value) {
        return value.replaceAll("^\\$\\{[A-Z_]+:(.*)\\}$", "$1");
    }

    private static String or(String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

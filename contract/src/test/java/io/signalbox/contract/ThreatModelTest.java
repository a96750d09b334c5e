package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/security.md says of each credential what it gives, and names the tests that show its limits. */
class ThreatModelTest {

    private static final Path ROOT = Path.of("..");
    private static final String TABLE = "\n| an attacker with | can | cannot | shown by |\n";
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final int CELLS = 6;
    private static final int LIMIT = 3;
    private static final int SHOWN = 4;

    /** The cells of each row; the first and the last are empty. */
    private static List<List<String>> credentials() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/security.md"));
        int begin = text.indexOf(TABLE);
        assertThat(begin).as("the table of credentials").isPositive();
        String rows = text.substring(begin + TABLE.length());
        return rows.lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(1)
                .map(line -> List.of(line.split("\\|", -1)))
                .toList();
    }

    @Test
    void eachCredentialHasALimitAndTestsThatShowIt() throws IOException {
        assertThat(credentials()).hasSizeGreaterThan(11).allSatisfy(row -> {
            assertThat(row).hasSize(CELLS);
            assertThat(row.get(LIMIT)).isNotBlank();
            assertThat(row.get(SHOWN)).containsPattern(TEST);
        });
    }

    @Test
    void eachOfTheseTestsExists() throws IOException {
        Map<String, String> sources = new Guarantees(ROOT).sources();
        for (List<String> row : credentials()) {
            assertThat(TEST.matcher(row.get(SHOWN)).results())
                    .allSatisfy(found -> assertThat(sources.getOrDefault(found.group(1), ""))
                            .as(found.group())
                            .contains(" " + found.group(2) + "("));
        }
    }
}

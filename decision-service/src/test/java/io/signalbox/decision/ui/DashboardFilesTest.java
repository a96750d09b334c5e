package io.signalbox.decision.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/ui");

    static List<String> files() {
        return DashboardRoutes.FILES;
    }

    @Test
    void everyFileOfTheFolderIsServed() throws IOException {
        try (var found = Files.list(FOLDER)) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(DashboardRoutes.FILES);
        }
    }

    /** A token in storage outlives the tab, and one in an address is in logs and histories. */
    @ParameterizedTest
    @MethodSource("files")
    void theTokenIsInMemoryOnly(String file) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(file)))
                .doesNotContain("localStorage", "sessionStorage", "indexedDB", "document.cookie");
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothingComesFromElsewhere(String file) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(file)).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://", "//cdn", "@import");
    }

    /** What people, servers and the topology have written is text, and never becomes markup. */
    @ParameterizedTest
    @MethodSource("files")
    void noTextBecomesMarkup(String file) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(file)))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    @Test
    void thePageHasNoInlineScriptOrStyle() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("index.html")))
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style", " style=")
                .doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void theContentDecidesTheTag() {
        assertThat(files().stream().map(PageFile::read).map(PageFile::etag)).doesNotHaveDuplicates();
        assertThat(PageFile.read("main.js")).isEqualTo(PageFile.read("main.js"));
    }
}

package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a {@link Tab} of the installed Chromium, without a window. Where none is installed, the tests are skipped. */
final class Chromium implements ExecutionCondition, AfterEachCallback, ParameterResolver {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        static Running start(Path program) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var options = new BrowserType.LaunchOptions().setExecutablePath(program);
            return new Running(playwright, playwright.chromium().launch(options));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    /** Asked for each test and not for the class, so that each is counted as skipped. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod().isEmpty() || program().isPresent()
                ? ConditionEvaluationResult.enabled("a browser is installed")
                : ConditionEvaluationResult.disabled(
                        "no Chromium is installed, so no page is tested; on Debian: apt-get install chromium");
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(Chromium.class));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Browser browser = store(context.getRoot())
                .computeIfAbsent(Running.class, _ -> Running.start(program().orElseThrow()), Running.class)
                .browser();
        return store(context).computeIfAbsent(Tab.class, _ -> Tab.open(browser), Tab.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Tab tab = store(context).get(Tab.class, Tab.class);
        if (tab != null) {
            context.getExecutionException().ifPresent(_ -> tab.picture("failed-" + context.getDisplayName()));
            tab.close();
            assertThat(tab.errors()).as("errors in the page").isEmpty();
        }
    }
}

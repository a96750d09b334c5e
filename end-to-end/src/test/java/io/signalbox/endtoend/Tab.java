package io.signalbox.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.signalbox.sandbox.world.World;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page of the dashboard in a browser that knows nothing from before, and the operations that the tests share. */
final class Tab implements AutoCloseable {

    private static final double LIMIT_MILLIS = 90_000;
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final int PHONE = 390;
    private static final int TALL = 844;

    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private Tab(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(LIMIT_MILLIS);
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
    }

    static Tab open(Browser browser) {
        PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT_MILLIS);
        return new Tab(browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT)));
    }

    Page page() {
        return page;
    }

    /** What the page has thrown, and what its policy has refused. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    void visit(World world, String path) {
        URI base = world.cell().decision().uri();
        page.navigate(base.resolve(path).toString());
    }

    /** Opens a page and signs in as the world's operator. @param route such as {@code #/services/orders} */
    void enter(World world, String route) {
        visit(world, "/ui/" + route);
        signIn(world.operator().token());
        awaitLive();
    }

    void signIn(String token) {
        page.getByLabel("Token").fill(token);
        button("Sign in").click();
    }

    void awaitLive() {
        assertThat(page.locator("#state")).hasText("Live");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The line of a service on the fleet page. */
    Locator line(String service) {
        return page.locator(".line")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".name b", new Page.LocatorOptions().setHasText(service))));
    }

    void theme(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    void resize(int width, int height) {
        page.setViewportSize(width, height);
    }

    boolean scrollsSideways() {
        return (Boolean) page.evaluate("document.scrollingElement.scrollWidth > innerWidth");
    }

    /** What breaks a rule of WCAG 2.2 A or AA, or a good practice. */
    List<String> barriers() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream().map(Tab::text).toList();
    }

    /** Looks at the page in both themes and at a phone's width, and keeps pictures. */
    void assertNoBarriers(String name) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            theme(scheme);
            assertThat(barriers()).as("%s, %s", name, scheme).isEmpty();
            picture(name + "-" + scheme);
        }
        resize(PHONE, TALL);
        assertThat(scrollsSideways()).as("%s is wider than a phone", name).isFalse();
        picture(name + "-phone");
        resize(WIDTH, HEIGHT);
    }

    private static String text(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Writes what is to be seen to {@code target/dashboard}. */
    void picture(String name) {
        String file = name.replaceAll("[^a-zA-Z0-9-]", "_") + ".png";
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "dashboard", file))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}

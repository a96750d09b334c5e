package io.signalbox.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the pages of the dashboard look and are used: without barriers, by keyboard, on a phone, with many services. */
@ExtendWith({Chromium.class, SharedStage.class})
class DashboardPagesIT {

    private static final int MANY = 1000;

    @Test
    void noPageHasABarrierInEitherTheme(Stage stage, Tab tab) {
        Page page = tab.page();
        tab.visit(stage.world(), "/ui/");
        tab.assertNoBarriers("sign-in");
        tab.signIn(stage.world().operator().token());
        tab.awaitLive();
        assertThat(tab.line("orders")).isVisible();
        tab.assertNoBarriers("fleet");
        tab.line("orders").locator("a").click();
        assertThat(page.locator(".lead")).isVisible();
        assertThat(page.locator(".entries li").first()).isVisible();
        tab.assertNoBarriers("service");
        tab.button("Drill…").click();
        tab.assertNoBarriers("drill");
    }

    @Test
    void theKeyboardReachesEverything(Stage stage, Tab tab) {
        tab.enter(stage.world(), "");
        Page page = tab.page();
        assertThat(tab.line("orders")).isVisible();
        page.keyboard().press("/");
        assertThat(page.locator("#find")).isFocused();
        page.keyboard().type("nothing like this");
        assertThat(page.locator(".empty")).hasText("No service is like that.");
        page.locator("#find").fill("orders");
        page.keyboard().press("Tab");
        page.keyboard().press("ArrowDown");
        assertThat(tab.line("orders").locator("a")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("orders");
    }

    @Test
    void whatNeedsAPersonComesFirst(Stage stage, Tab tab) {
        String calm = text(stage.status());
        String down = "\"alarms\":[{\"code\":\"active-down\",\"text\":\"it is DOWN\",\"facts\":{}}]";
        String moving = named(calm, "d-moving")
                .replace("\"phase\":\"steady\"", "\"phase\":\"moving\",\"target\":\"" + stage.away() + "\"")
                .replace("\"alarms\":[]", down);
        String stuck = named(calm, "c-stuck").replace("\"phase\":\"steady\"", "\"phase\":\"stuck\"");
        String alarmed = named(calm, "e-down").replace("\"alarms\":[]", down);
        open(stage, tab, event(1, named(calm, "a-calm")) + event(2, moving) + event(3, stuck) + event(4, alarmed));

        assertThat(tab.page().locator(".name b")).hasText(new String[] {"e-down", "c-stuck", "d-moving", "a-calm"});
        assertThat(tab.page().locator(".chip.needs")).hasText("2 Needs a person");
        assertThat(tab.line("d-moving")).containsText("Moving to " + stage.away());
        tab.page().locator(".chip.needs").click();
        assertThat(tab.page().locator(".line")).hasCount(2);
    }

    @Test
    void ofAThousandServicesOnlyTheVisibleOnesAreDrawn(Stage stage, Tab tab) {
        Page page = tab.page();
        String state = text(stage.status());
        var events = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            events.append(event(i, named(state, "svc-%04d".formatted(i))));
        }
        open(stage, tab, events.toString());
        assertThat(page.locator(".heading.calm")).containsText("1,000 services");
        assertThat(page.locator(".line").count()).isBetween(5, 60);

        page.keyboard().press("End");
        assertThat(tab.line("svc-0999")).isVisible();
        page.locator("#find").fill("svc-0777");
        assertThat(page.locator(".line")).hasCount(1);
        assertThat(page.locator(".line")).containsText("svc-0777");
    }

    /** Signs in to a fleet page that gets these events, and then no more. */
    private static void open(Stage stage, Tab tab, String events) {
        var asked = new AtomicInteger();
        tab.page().route("**/api/v1/events", route -> {
            if (asked.getAndIncrement() == 0) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody(events));
            } else {
                route.abort();
            }
        });
        tab.visit(stage.world(), "/ui/");
        tab.signIn(stage.world().operator().token());
    }

    private static String text(ServiceStatus status) {
        return new String(Codec.of(ServiceStatus.class).write(status), StandardCharsets.UTF_8);
    }

    private static String named(String state, String service) {
        return state.replace("\"service\":\"orders\"", "\"service\":\"" + service + "\"");
    }

    private static String event(int id, String state) {
        return "event:state\nid:1." + id + "\ndata:" + state + "\n\n";
    }
}

package io.signalbox.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.name.Names;
import io.signalbox.decision.view.Views;
import io.signalbox.decision.view.ViewsOfTests;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services by pages. */
class ServicesQueryTest {

    private final Views views = ViewsOfTests.empty();
    private final ServicesQuery query = new ServicesQuery();

    @BeforeEach
    void begin() {
        query.limit = "2";
        ViewsOfTests.show(views, "steady", "orders", "billing", "login");
        ViewsOfTests.show(views, "moving", "cart", "search");
    }

    private static List<String> names(ServicesQuery.Page page) {
        return page.services().stream().map(status -> status.service().value()).toList();
    }

    @Test
    void eachPageSaysWhereTheNextBegins() {
        ServicesQuery.Page first = query.of(views);
        assertThat(names(first)).containsExactly("billing", "cart");
        assertThat(first.next()).hasToString("cart");

        query.after = "cart";
        assertThat(names(query.of(views))).containsExactly("login", "orders");

        query.after = "orders";
        ServicesQuery.Page last = query.of(views);
        assertThat(names(last)).containsExactly("search");
        assertThat(last.next()).isNull();
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        query.limit = "5";
        assertThat(query.of(views).next()).isNull();
    }

    @Test
    void aServiceThatWentBetweenTwoPagesHidesNoOther() {
        query.after = "cash";
        assertThat(names(query.of(views))).containsExactly("login", "orders");
    }

    @Test
    void onlyTheServicesThatAreAskedForFillAPage() {
        query.phases = Set.of("moving");
        ServicesQuery.Page page = query.of(views);
        assertThat(names(page)).containsExactly("cart", "search");
        assertThat(page.next()).isNull();
    }

    @Test
    void servicesWithoutASiteOfThatVerdictActiveSiteOrAlarmAreNotShown() {
        query.verdict = "DOWN";
        assertThat(query.of(views).services()).isEmpty();
        query.verdict = null;
        query.active = "us-east-1";
        assertThat(query.of(views).services()).isEmpty();
        query.active = null;
        query.alarm = "any";
        assertThat(query.of(views).services()).isEmpty();
    }

    private static void refused(ThrowingCallable asked, String detail) {
        assertThatThrownBy(asked).isInstanceOfSatisfying(WebApplicationException.class, refused -> assertThat(
                        refused.getResponse().getEntity().toString())
                .contains(detail));
    }

    @Test
    void wrongParametersAreToldWithWhatIsAllowed() {
        query.verdict = "up";
        refused(() -> query.of(views), "verdict: expected UP, DOWN or UNKNOWN, got \"up\"");
        query.verdict = null;
        query.after = "Cart!";
        refused(() -> query.of(views), "after: expected " + Names.ALLOWED + ", got \"Cart!\"");
        query.after = null;
        query.limit = "501";
        refused(() -> query.of(views), "limit: expected a number from 1 to 500, got \"501\"");
    }

    @Test
    void anUnknownServiceIsToldWithAFewThatAreKnown() {
        for (int n = 10; n < 40; n++) {
            ViewsOfTests.show(views, "steady", "a" + n);
        }
        refused(() -> ServicesResource.known(views, "nobody"), "a28, a29] and more, see /api/v1/services");
    }
}

package io.signalbox.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DirectiveIdTest {

    private static final Directive.Order THAW = new Directive.Thaw();

    private static DirectiveId id(String who, String key, String target, String why) {
        return DirectiveId.of(who, key, target, THAW, new Orders.Plain(why));
    }

    @Test
    void theSameRequestHasTheSameId() {
        assertThat(id("ann", "k1", "orders", "over")).isEqualTo(id("ann", "k1", "orders", "over"));
    }

    @Test
    void anotherRequestWithTheSameKeyBeginsTheSame() {
        DirectiveId first = id("ann", "k1", "orders", "over");
        DirectiveId other = id("ann", "k1", "orders", "all over");

        assertThat(other.value()).isNotEqualTo(first.value()).startsWith(String.valueOf(first.beginning()));
        assertThat(id("ann", "k1", "billing", "over").value()).isNotEqualTo(first.value());
    }

    @Test
    void keysOfTwoCallersHaveNothingToDoWithEachOther() {
        assertThat(id("ann", "k1", "orders", "over").beginning())
                .isNotEqualTo(id("bob", "k1", "orders", "over").beginning());
    }

    @Test
    void aDurationIsTheSameRequestWheneverItIsMade() {
        var body = new Orders.Freeze("quiet", null, Duration.ofMinutes(30), false);
        var now = body.order();
        var later = new Directive.Freeze(Instant.parse("2999-01-01T00:00:00Z"));

        assertThat(DirectiveId.of("ann", "k1", "*", now, body))
                .isEqualTo(DirectiveId.of("ann", "k1", "*", later, body));
    }

    @Test
    void withoutAKeyEachRequestIsItsOwn() {
        var body = new Orders.Plain("over");

        assertThat(DirectiveId.of("ann", null, "orders", THAW, body))
                .isNotEqualTo(DirectiveId.of("ann", null, "orders", THAW, body));
    }
}

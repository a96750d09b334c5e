package io.signalbox.decision.core.cell;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The effects of events on two services that have not been adopted. */
class BrainTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DISORDER = Duration.ofMinutes(5);
    private static final int MANY = 1_000;
    private static final ServiceName SECOND = Given.service(2);

    private final Brain brain = brain(FleetState.NEW);

    private static Brain brain(FleetState fleet) {
        return Brain.assumingConfirmed(new Given().services(2).topology(), CELL, fleet, List.of());
    }

    private static ServiceEvent.Directed directed(
            @Nullable ServiceName service, Directive.Order order, @Nullable Instant appended) {
        return new ServiceEvent.Directed(
                new Directive(Directive.VERSION, "d1", service, "ann", null, "because", NOW, null, order), appended);
    }

    private static <E extends Effect> List<E> of(Class<E> kind, List<Effect> effects) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<ServiceName> published(List<Effect> effects) {
        return of(Effect.Publish.class, effects).stream()
                .map(effect -> effect.status().service())
                .toList();
    }

    @Test
    void atTheFirstTickEachServiceIsAdoptedAndPublished() {
        List<Effect> effects = brain.tick(NOW);
        assertThat(of(Effect.Send.class, effects))
                .extracting(Effect.Send::command)
                .extracting(Command::service)
                .containsExactlyInAnyOrder(ORDERS, SECOND);
        assertThat(published(effects)).contains(ORDERS, SECOND);
        assertThat(brain.tick(NOW)).isEmpty();
        assertThat(brain.tick(NOW.plus(Brain.TICK))).isEmpty();
    }

    @Test
    void aFreezeOfAllServicesIsStoredFirstAndShownByEachServiceOnce() {
        brain.tick(NOW);
        List<Effect> effects = brain.on(directed(null, new Directive.Freeze(null), null), NOW);
        assertThat(effects.getFirst()).isInstanceOf(Effect.StoreFleet.class);
        assertThat(of(Effect.StoreFleet.class, effects))
                .singleElement()
                .satisfies(stored -> assertThat(stored.fleet().freeze().why()).isEqualTo("because"));
        assertThat(published(effects)).containsExactlyInAnyOrder(ORDERS, SECOND);
    }

    @Test
    void amongAThousandServicesEachTickDoesAPartSoThatNoTransactionTakesTooLong() {
        Brain large = Brain.assumingConfirmed(new Given().services(MANY).topology(), CELL, FleetState.NEW, List.of());
        var adopted = new ArrayList<ServiceName>();
        for (Instant now = NOW; now.isBefore(NOW.plusSeconds(2)); now = now.plus(Brain.TICK)) {
            List<Effect.Send> sent = of(Effect.Send.class, large.tick(now));
            assertThat(sent).hasSizeLessThanOrEqualTo(2 * PendingLooks.MOST_AT_ONCE);
            sent.forEach(effect -> adopted.add(effect.command().service()));
        }
        assertThat(adopted).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void amongAThousandServicesAFreezeOfAllIsShownByEachWithinTicks() {
        Brain large = Brain.assumingConfirmed(new Given().services(MANY).topology(), CELL, FleetState.NEW, List.of());
        Instant now = NOW;
        for (; now.isBefore(NOW.plusSeconds(2)); now = now.plus(Brain.TICK)) {
            large.tick(now);
        }
        List<Effect> effects = large.on(directed(null, new Directive.Freeze(null), null), now);
        assertThat(effects.getFirst()).isInstanceOf(Effect.StoreFleet.class);
        var shown = new ArrayList<>(published(effects));
        assertThat(shown).hasSize(PendingLooks.MOST_AT_ONCE);
        for (int tick = 1; tick <= MANY / PendingLooks.MOST_AT_ONCE; tick++) {
            now = now.plus(Brain.TICK);
            shown.addAll(published(large.tick(now)));
        }
        assertThat(shown).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void anOrderForOneServiceShowsInThatServiceOnly() {
        brain.tick(NOW);
        List<Effect> effects = brain.on(directed(SECOND, new Directive.Freeze(null), null), NOW);
        assertThat(published(effects)).containsOnly(SECOND);
        assertThat(of(Effect.StoreFleet.class, effects)).isEmpty();
    }

    @Test
    void anOrderForAServiceThatIsNotInTheTopologyHasNoEffect() {
        brain.tick(NOW);
        assertThat(brain.on(directed(new ServiceName("unknown"), new Directive.Freeze(null), null), NOW))
                .isEmpty();
    }

    @Test
    void howFarDirectivesWereReadIsStoredAndWhatIsMuchOlderIsReplayed() {
        brain.tick(NOW);
        List<Effect> effects = brain.on(directed(ORDERS, new Directive.Freeze(null), NOW), NOW);
        assertThat(effects.getFirst()).isInstanceOf(Effect.StoreFleet.class);
        assertThat(brain.isReplayed(NOW.minus(DISORDER))).isFalse();
        assertThat(brain.isReplayed(NOW.minus(DISORDER).minusMillis(1))).isTrue();
    }

    @Test
    void aDirectiveThatKafkaStoredInTheFutureCountsAsReadNow() {
        brain.tick(NOW);
        brain.on(directed(ORDERS, new Directive.Freeze(null), NOW.plus(Duration.ofHours(1))), NOW);
        assertThat(brain.isReplayed(NOW.minus(DISORDER))).isFalse();
        assertThat(brain.isReplayed(NOW)).isFalse();
        assertThat(brain.isReplayed(NOW.minus(DISORDER).minusMillis(1))).isTrue();
    }

    @Test
    void nothingIsReplayedBeforeTheFirstDirective() {
        assertThat(brain.isReplayed(Instant.MIN)).isFalse();
    }

    @Test
    void aFleetThatCouldNotBeReadIsToldOnce() {
        Brain guarded = brain(FleetState.NEW.guarded(Reason.of(ReasonCode.FLEET_FAILED, "unreadable"), NOW));
        List<Effect> first = guarded.tick(NOW);
        assertThat(of(Effect.Journal.class, first))
                .filteredOn(effect -> effect.entry().service() == null)
                .hasSize(1);
        assertThat(of(Effect.Journal.class, guarded.tick(NOW.plus(Brain.TICK)))).isEmpty();
        assertThat(of(Effect.Journal.class, brain.tick(NOW)))
                .filteredOn(effect -> effect.entry().service() == null)
                .isEmpty();
    }

    @Test
    void aServiceThatLeavesTheTopologyIsWithdrawnOnceAndComesBackAsItWas() {
        brain.tick(NOW);
        brain.follow(new Given().topology());
        List<Effect> left = brain.tick(NOW.plusSeconds(1));
        assertThat(of(Effect.Withdraw.class, left))
                .extracting(Effect.Withdraw::service)
                .containsExactly(SECOND);
        assertThat(of(Effect.Withdraw.class, brain.tick(NOW.plusSeconds(2)))).isEmpty();
        brain.follow(new Given().services(2).topology());
        assertThat(published(brain.tick(NOW.plusSeconds(3)))).contains(SECOND);
    }
}

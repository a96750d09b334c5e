package io.signalbox.decision.core.govern;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.govern.ConfirmationRule.Standing;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.MoveProposal.Move;
import io.signalbox.decision.core.transition.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All sites are UP; the traffic is at the preferred one. */
class ConfirmationRuleTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Given given = new Given().readiness();
    private final Service service = given.topology().services().getFirst();
    private final Duration fresh =
            service.sites().getFirst().probes().getFirst().freshness();
    private final Story story = given.story();
    private final ServiceState state = story.state();
    private final Instant began = story.now;
    private final Confirmations known = Confirmations.required();
    private final ConfirmationRule rule = new ConfirmationRule(service, known);

    {
        known.clock(began);
    }

    private void vouch(Instant at, Duration lag, Watermark.Unconfirmed... allBut) {
        known.heard(new Watermark(
                Watermark.VERSION, 0, "life", at, at, at.minus(lag), lag, List.of(ORDERS), List.of(allBut)));
    }

    private static Watermark.Unconfirmed site(SiteName name) {
        return new Watermark.Unconfirmed(ORDERS, name, null, null);
    }

    private static ServiceState overridden(boolean force) {
        return new Given()
                .story()
                .orders(new Directive.Override(WEST, null, force, false))
                .state();
    }

    private Permission.Held doubt(MoveKind kind, SiteName to, ServiceState of) {
        return rule.doubt(new Move(to, kind, of.reason()), of, began);
    }

    @Test
    void theReaderIsBehindOnceNothingWasHeardOfItForLongerThanEvidenceIsFresh() {
        vouch(began, Duration.ZERO);
        assertThat(rule.behind(state, began.plus(fresh))).isNull();
        assertThat(rule.behind(state, began.plus(fresh).plus(MOMENT)).text())
                .startsWith("nothing has been heard of the reader of its evidence since " + began);
    }

    @Test
    void aReaderThatWasNeverHeardOfIsAwaitedForAsLongAsEvidenceIsFresh() {
        assertThat(rule.behind(state, began.plus(fresh))).isNull();
        assertThat(rule.behind(state, began.plus(fresh).plus(MOMENT)).code()).isEqualTo("reader-behind");
    }

    @Test
    void theReaderMayBeBehindByTheShortestInterval() {
        vouch(began, INTERVAL);
        assertThat(rule.behind(state, began)).isNull();
        vouch(began, INTERVAL.negated());
        assertThat(rule.behind(state, began)).isNull();
        vouch(began, INTERVAL.plus(MOMENT));
        assertThat(rule.behind(state, began).text()).startsWith("its evidence is read 1.001s after Kafka stored it");
        vouch(began, INTERVAL.plus(MOMENT).negated());
        assertThat(rule.behind(state, began).text()).startsWith("Kafka's clock is 1.001s ahead");
    }

    @Test
    void whereNothingIsKnownOfAnySiteNothingMayBeOld() {
        Instant late = began.plus(fresh).plus(MOMENT);
        assertThat(rule.behind(ServiceState.fresh(ORDERS, began), late)).isNull();
        assertThat(rule.standing(state, late).behind()).isTrue();
    }

    @Test
    void aServiceWithoutHealthProbesIsNeverBehind() {
        Service unwatched = service.sites().stream()
                .filter(site -> site.name().equals(PAGE))
                .map(page -> new Service(ORDERS, service.hostname(), service.dns(), List.of(page), service.policy()))
                .findFirst()
                .orElseThrow();
        assertThat(new ConfirmationRule(unwatched, known).behind(state, began.plus(Duration.ofDays(1))))
                .isNull();
    }

    @Test
    void thePublicStateSaysOtherwiseOnceTheReaderIsBehindAndWhileAPlanRunsWithEachConfirmation() {
        var none = new Standing(Set.of(), false);
        var one = new Standing(Set.of(EAST), false);
        var behind = new Standing(Set.of(), true);
        Phase steady = state.phase();
        assertThat(none.shows(null, steady)).isFalse();
        assertThat(one.shows(none, steady)).isFalse();
        assertThat(behind.shows(none, steady)).isTrue();
        Phase moving = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("one"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN)
                .state()
                .phase();
        assertThat(one.shows(none, moving)).isTrue();
        assertThat(one.shows(one, moving)).isFalse();
        assertThat(none.shows(null, moving)).isTrue();
    }

    @Test
    void onlySitesWithHealthProbesNeedAConfirmation() {
        assertThat(rule.standing(state, began)).isEqualTo(new Standing(Set.of(EAST, WEST), false));
        vouch(began, Duration.ZERO, site(WEST));
        assertThat(rule.standing(state, began).unconfirmed()).containsExactly(WEST);
    }

    @Test
    void aVerdictIsConfirmedByItsOwnVotesForAsLongAsTheyAreFreshAndItsReadinessIsNot() {
        var plain = new ConfirmationRule(new Given().topology().services().getFirst(), known);
        known.heard(story.sees(WEST, Verdict.UP).state().verdicts().get(WEST));
        assertThat(plain.isConfirmed(WEST, state, began.plus(fresh))).isTrue();
        assertThat(plain.isConfirmed(WEST, state, began.plus(fresh).plus(MOMENT)))
                .isFalse();
        assertThat(rule.isConfirmed(WEST, state, began)).isFalse();
    }

    @Test
    void theVerdictOfOneProbeIsConfirmedApartFromThatOfItsSite() {
        vouch(began, Duration.ZERO, new Watermark.Unconfirmed(ORDERS, WEST, Given.READY, null));
        var west = service.site(WEST).orElseThrow();
        var east = service.site(EAST).orElseThrow();
        assertThat(rule.isConfirmed(west, Given.READY, began)).isFalse();
        assertThat(rule.isConfirmed(east, Given.READY, began)).isTrue();
        assertThat(rule.isConfirmed(east, Given.READY, began.plus(fresh).plus(MOMENT)))
                .isFalse();
        assertThat(rule.standing(state, began).unconfirmed()).containsExactly(WEST);
    }

    @Test
    void aFailoverAndADrillRestOnBothSites() {
        String both = "that us-east-1 is UP and that us-west-2 is UP is not confirmed";
        Stream.of(MoveKind.FAILOVER, MoveKind.DRILL)
                .forEach(kind ->
                        assertThat(doubt(kind, WEST, state).reason().text()).startsWith(both));
        assertThat(doubt(MoveKind.FAILOVER, WEST, state).until()).isNull();
        assertThat(doubt(MoveKind.FAILOVER, WEST, state).approvable()).isFalse();
    }

    @Test
    void aFailoverToALastResortRestsOnAllSites() {
        vouch(began, Duration.ZERO, site(WEST));
        assertThat(doubt(MoveKind.FAILOVER, PAGE, state).reason().text()).startsWith("that us-west-2 is UP is not");
        assertThat(doubt(MoveKind.DRILL, PAGE, state)).isNull();
    }

    @Test
    void aWayBackRestsOnItsTargetAlone() {
        vouch(began, Duration.ZERO, site(EAST));
        assertThat(doubt(MoveKind.FAILBACK, WEST, state)).isNull();
        assertThat(doubt(MoveKind.FAILBACK, EAST, state).reason().text()).startsWith("that us-east-1 is UP is not");
        assertThat(doubt(MoveKind.RESTORE, EAST, state)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = MoveKind.class,
            names = {"ADOPTION", "READOPTION", "HOLD", "ADJUST"})
    void whatMovesNothingRestsOnNoVerdict(MoveKind kind) {
        assertThat(doubt(kind, WEST, state)).isNull();
    }

    @Test
    void anOverrideWaitsAsLongAsEvidenceIsFreshAndAForcedOneNotAtAll() {
        ServiceState ordered = overridden(false);
        var move = new Move(WEST, MoveKind.OVERRIDE, ordered.reason());
        Instant end = began.plus(fresh);
        assertThat(rule.doubt(move, ordered, end.minus(MOMENT)).until()).isEqualTo(end);
        assertThat(rule.doubt(move, ordered, end)).isNull();
        assertThat(rule.doubt(move, overridden(true), began)).isNull();
    }

    @Test
    void anOverrideGivenBeforeTheRestartWaitsFromTheRestartOn() {
        ServiceState ordered = overridden(false);
        Confirmations later = Confirmations.required();
        later.clock(began.plus(fresh));
        var move = new Move(WEST, MoveKind.OVERRIDE, ordered.reason());
        Permission.Held held = new ConfirmationRule(service, later).doubt(move, ordered, began.plus(fresh));
        assertThat(held.until()).isEqualTo(began.plus(fresh).plus(fresh));
    }
}

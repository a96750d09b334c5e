package io.signalbox.decision.core.plan;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameProbesTest {

    private static final Check.StatusRange OK = new Check.StatusRange(200, 299);

    private static Check.Http http(Map<String, String> headers) {
        return new Check.Http(
                "GET", "/healthz", 8443, true, "orders.example.com", headers, List.of(OK), "ok", HttpDetails.NONE);
    }

    private static Through through(Story story) {
        return ((StepArguments.DnsSwitch) story.last().arguments()).through();
    }

    @Test
    void triesTheTargetsFirstProbeOfHealth() {
        Story story =
                new Given().checked(http(Map.of()), new Check.Tcp(5432)).story().sees(EAST, Verdict.DOWN);

        assertThat(through(story))
                .isEqualTo(new Through(
                        8443, true, new Through.Request("GET", "/healthz", List.of(new Through.Statuses(200, 299)))));
    }

    @Test
    void connectsOnlyWhereTheProbeHasHeadersThatMayBeSecret() {
        Story story =
                new Given().checked(http(Map.of("Authorization", "x"))).story().sees(EAST, Verdict.DOWN);

        assertThat(through(story)).isEqualTo(new Through(8443, true, null));
    }

    @Test
    void connectsOnlyWhereTheProbeTrustsWhatAFileSays() {
        var tls = new Tls("orders.example.com", new Tls.Files("/etc/ca.pem", "", ""), List.of());
        var check = new Check.Http(
                "GET", "/", 8443, true, "orders.example.com", Map.of(), List.of(OK), "", tls, HttpDetails.NONE);

        assertThat(through(new Given().checked(check).story().sees(EAST, Verdict.DOWN)))
                .isEqualTo(new Through(8443, false, null));

        var grpc = new Check.Grpc(8443, true, "orders.example.com", "orders.example.com", "", tls.files());
        assertThat(through(new Given().checked(grpc).story().sees(EAST, Verdict.DOWN)))
                .isEqualTo(new Through(8443, false, null));
    }

    @Test
    void connectsOnlyWhereTheProbeHasABodyThatMayBeSecretOrGoesOnFromTheAnswer() {
        Check.Http plain = http(Map.of());
        assertThat(through(detailed(plain, "x", HttpDetails.Redirects.NONE))).isEqualTo(new Through(8443, true, null));
        assertThat(through(detailed(plain, "", new HttpDetails.Redirects(1, List.of()))))
                .isEqualTo(new Through(8443, true, null));
    }

    private static Story detailed(Check.Http http, String body, HttpDetails.Redirects redirects) {
        var usual = HttpDetails.NONE;
        var details = new HttpDetails(
                1, null, body, null, Map.of(), List.of(), redirects, usual.bodyLimit(), usual.maxLatency());
        var check = new Check.Http(
                "POST", http.path(), http.port(), true, http.host(), Map.of(), http.statuses(), "", details);
        return new Given().checked(check).story().sees(EAST, Verdict.DOWN);
    }

    @Test
    void connectsWhereTheProbeDoes() {
        assertThat(through(new Given().story().sees(EAST, Verdict.DOWN))).isEqualTo(new Through(8080, false, null));
    }

    @Test
    void connectsWhereAServerIsSpokenToInItsOwnProtocol() {
        var check = new Check.Postgres(
                5432, null, new Check.Credentials("prober", "hunter2"), "postgres", Check.Access.WRITABLE);

        assertThat(through(new Given().checked(check).story().sees(EAST, Verdict.DOWN)))
                .isEqualTo(new Through(5432, false, null));
    }

    @Test
    void triesNothingWhereTheTopologySaysSo() {
        assertThat(through(new Given().notThroughTheName().story().sees(EAST, Verdict.DOWN)))
                .isNull();
    }

    @Test
    void triesNoLastResortWithoutProbes() {
        Story story = new Given().story().sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);

        assertThat(story.moves()).containsExactly(PAGE);
        assertThat(through(story)).isNull();
    }

    @Test
    void triesNoSiteThatAnOperatorWantsThoughItIsDown() {
        Story story =
                new Given().story().sees(WEST, Verdict.DOWN).orders(new Directive.Override(WEST, null, true, false));

        assertThat(story.moves()).containsExactly(WEST);
        assertThat(through(story)).isNull();
    }

    @Test
    void triesNoSiteThatIsGoneToThoughAllAreDown() {
        Story story = new Given()
                .whenAllDown(Policy.WhenAllDown.PRIMARY)
                .story()
                .sees(EAST, Verdict.DOWN)
                .accepted()
                .done()
                .sees(WEST, Verdict.DOWN)
                .passes(Duration.ofMinutes(1));

        assertThat(story.moves()).containsExactly(WEST, EAST);
        assertThat(through(story)).isNull();
    }

    @Test
    void tellsWhatIsMissingAsLongAsItIsAndThenWhenItWasThere() {
        Story story = new Given().story().sees(EAST, Verdict.DOWN).accepted();
        var why = "all name servers answer; through the name: 192.0.2.2:8080 refused";
        story.passes(Duration.ofSeconds(1))
                .answers(
                        new InProgress(Duration.ofSeconds(2), "", true, why),
                        story.last().next());

        assertThat(story.status().reason().code()).isEqualTo("change-accepted");
        assertThat(story.status().reason().text()).contains(why);
        assertThat(story.status().active()).isEqualTo(WEST);

        story.passes(Duration.ofSeconds(3));
        var last = story.last();
        story.hear(new ServiceEvent.Reported(new StepOutcome(
                Outcome.VERSION,
                last.service(),
                last.plan(),
                last.step(),
                last.attempt(),
                last.issuedAt(),
                new StepOutcome.Done(List.of()),
                last.next(),
                Map.of("answered", last.issuedAt(), "reached", last.issuedAt().plusMillis(20)),
                null)));

        assertThat(story.status().recovery().reached())
                .isEqualTo(last.issuedAt().plusMillis(20));
        assertThat(story.why("move-done").text()).contains("reached through its name");
    }

    @Test
    void alarmsWithTheObjectionWhenTheTimeIsOverAndTakesNothingBack() {
        Story story = new Given().story().sees(EAST, Verdict.DOWN).accepted();
        story.passes(Duration.ofSeconds(1))
                .answers(
                        new InProgress(Duration.ofHours(1), "", true, "through the name: answers 503"),
                        story.last().next())
                .passes(Duration.ofMinutes(15));

        assertThat(story.status().alarms()).extracting("code").contains("move-unproven");
        assertThat(story.why("move-unproven").text()).contains("answers 503");
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void saysThatItWasNotTried() {
        Story story = new Given()
                .notThroughTheName()
                .story()
                .sees(EAST, Verdict.DOWN)
                .accepted()
                .done();

        assertThat(story.why("move-done").text()).contains("not tried through its name");
    }
}

package io.signalbox.decision.core.report;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveReportsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Objectives OBJECTIVES = new Objectives(Duration.ofSeconds(5), Duration.ofSeconds(8), null);

    private final List<JournalEntry> entries = new ArrayList<>();

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private void add(long second, String kind, String plan, String code, SiteVerdict evidence, RecoveryTimes times) {
        add(second, kind, plan, EAST, WEST, code, evidence, times);
    }

    private void add(
            long second,
            String kind,
            String plan,
            SiteName from,
            SiteName to,
            String code,
            SiteVerdict evidence,
            RecoveryTimes times) {
        entries.add(new JournalEntry(
                JournalEntry.VERSION,
                ORDERS,
                entries.size() + 1L,
                at(second),
                kind,
                from,
                plan == null ? null : to,
                4,
                plan,
                plan == null ? null : 1,
                null,
                null,
                Reason.of(code, "text of " + code),
                evidence,
                times));
    }

    private static SiteVerdict down(SiteName site, String detail) {
        return new SiteVerdict(
                SiteVerdict.VERSION,
                ORDERS,
                site,
                Verdict.DOWN,
                at(3),
                NOON,
                List.of(
                        new Vote(V1, Verdict.DOWN, true, at(2), detail, NOON),
                        new Vote(V2, Verdict.DOWN, true, at(2), "3 failures", NOON)),
                2,
                Reason.of("quorum-down", "2 of 3 vantages say DOWN"),
                "d1",
                null,
                null,
                null,
                null);
    }

    private static RecoveryTimes measured() {
        return new RecoveryTimes(NOON, at(3), at(7), at(8), at(8), at(9), at(10));
    }

    private void failover(String detail) {
        add(-60, "move-started", "p1", "failback-due", null, null);
        add(-50, "move-done", "p1", "failback-due", null, null);
        add(-40, "verdict", null, WEST, WEST, "quorum-down", down(WEST, ""), null);
        add(3, "verdict", null, "quorum-down", down(EAST, detail), null);
        add(3, "held", null, "frozen", null, null);
        add(5, "held", null, "velocity", null, null);
        add(7, "move-started", "p2", "active-down", null, null);
        add(8, "change-accepted", "p2", "change-accepted", null, null);
        add(9, "step-asks", "p2", "asks", null, null);
        add(10, "step-done", "p2", "proved", null, null);
        add(10, "move-done", "p2", "active-down", null, measured());
        add(10, "objective-missed", "p2", "objective-missed", null, measured());
        add(60, "verdict", null, "quorum-up", null, null);
    }

    private MoveReports reports() {
        return new MoveReports(ORDERS, entries, OBJECTIVES);
    }

    private MoveReport last() {
        return reports().last().orElseThrow();
    }

    @Test
    void aMoveIsReportedFromItsVerdictToItsLastEntry() {
        failover("");
        MoveReport report = last();

        assertThat(report.plan()).isEqualTo("p2");
        assertThat(report.from()).isEqualTo(EAST);
        assertThat(report.to()).isEqualTo(WEST);
        assertThat(report.result()).isEqualTo("done");
        assertThat(report.startedAt()).isEqualTo(at(7));
        assertThat(report.endedAt()).isEqualTo(at(10));
        assertThat(report.evidence()).isNotNull();
        assertThat(report.evidence().site()).isEqualTo(EAST);
        assertThat(report.timeline())
                .extracting(JournalEntry::kind)
                .containsExactly(
                        "verdict",
                        "held",
                        "held",
                        "move-started",
                        "change-accepted",
                        "step-asks",
                        "step-done",
                        "move-done",
                        "objective-missed");
    }

    @Test
    void phasesAndObjectivesAreThoseOfTheMove() {
        failover("");

        assertThat(last().phases())
                .extracting(phase -> phase.name() + " " + phase.took().toSeconds())
                .containsExactly("detection 3", "decision 4", "actuation 1", "convergence 1", "reach 1");
        assertThat(last().objectives())
                .extracting(each -> each.name() + " " + each.actual().toSeconds() + " " + each.met())
                .containsExactly("detection 3 true", "recovery 10 false");
    }

    @Test
    void eachWaitHasItsCauseAndItsEnd() {
        failover("");

        assertThat(last().waits())
                .extracting(wait -> wait.cause().code() + " " + wait.from() + " " + wait.until())
                .containsExactly(
                        "frozen " + at(3) + " " + at(5),
                        "velocity " + at(5) + " " + at(7),
                        "asks " + at(9) + " " + at(10));
    }

    @Test
    void stepsAreListedAsTheyCame() {
        failover("");

        assertThat(last().steps())
                .extracting(MoveReport.Step::kind)
                .containsExactly("change-accepted", "step-asks", "step-done");
    }

    @Test
    void aMoveThatIsUnderWayHasNoEndAndItsTimelineGoesOn() {
        add(7, "move-started", "p2", "active-down", null, null);
        add(9, "step-asks", "p2", "asks", null, null);
        add(12, "verdict", null, "quorum-up", null, null);

        assertThat(last().result()).isEqualTo("under-way");
        assertThat(last().endedAt()).isNull();
        assertThat(last().waits().getFirst().until()).isNull();
        assertThat(last().timeline()).hasSize(3);
    }

    /** An ordered move: what happened long before it does not belong to it. */
    @Test
    void aMoveWithoutAFailureBeginsWhereItWasFirstHeld() {
        failover("");
        add(100, "held", null, "frozen", null, null);
        add(105, "move-started", "p3", WEST, EAST, "override", null, null);
        add(106, "move-abandoned", "p3", WEST, EAST, "no-longer-wanted", null, null);

        assertThat(last().result()).isEqualTo("abandoned");
        assertThat(last().evidence()).isNull();
        assertThat(last().timeline())
                .extracting(JournalEntry::kind)
                .containsExactly("held", "move-started", "move-abandoned");
        assertThat(last().objectives()).isEmpty();
    }

    @Test
    void allMovesAreListedNewestFirstAndFoundByTheirPlan() {
        failover("");

        assertThat(reports().all()).extracting(MoveReport.Summary::plan).containsExactly("p2", "p1");
        assertThat(reports().of("p1")).isPresent();
        assertThat(reports().of("p9")).isEmpty();
        assertThat(new MoveReports(ORDERS, List.of(), OBJECTIVES).last()).isEmpty();
    }

    @Test
    void theMarkdownHasEachPart() {
        failover("");

        assertThat(MoveMarkdown.of(last()))
                .startsWith("# Move of orders from us-east-1 to us-west-2\n\nPlan p2, epoch 4: **done**.\n")
                .contains("## Phases\n\n| phase | took |\n|---|---|\n| detection | 3")
                .contains("| recovery |", "| **no** |")
                .contains("2 of 3 vantages say DOWN. 2 equal votes were needed.")
                .contains("## Waits", "## Steps", "## Timeline")
                .contains("| 2026-01-31T12:00:03Z | 2026-01-31T12:00:05Z | frozen, text of frozen |");
    }

    /** Details of votes contain what sites have sent. */
    @Test
    void textsOfOthersStayTextsInMarkdown() {
        failover("500 <script> | [x](http://evil.example.com)\n# no heading `no code`");

        assertThat(MoveMarkdown.of(last()))
                .contains("500 \\<script\\> \\| \\[x\\](http://evil.example.com) \\# no heading \\`no code\\`");
    }
}

package io.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.cli.StubService.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final Path GOLDEN = Path.of("../contract/src/test/resources/golden");
    private static final Map<String, String> STREAM = Map.of("Content-Type", "text/event-stream");

    private final StubService service = StubService.start();

    @AfterEach
    void stop() {
        service.close();
    }

    private static String golden(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name)).strip();
    }

    @Test
    void statusReadsEveryPage() throws IOException {
        service.answers(
                        "GET /api/v1/services?limit=500",
                        200,
                        "{\"services\":[" + golden("state-v1.json") + "],\"next\":\"orders\"}")
                .answers(
                        "GET /api/v1/services?limit=500&after=orders",
                        200,
                        "{\"services\":[" + golden("state-stale-v1.json").replace("\"orders\"", "\"users\"") + "]}");

        Run run = Run.of(service.environment(), "status");

        assertThat(run.code()).isZero();
        assertThat(run.lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("SERVICE  ACTIVE"),
                        first -> assertThat(first)
                                .startsWith("orders   us-east-1  moving to us-west-2")
                                .contains("us-east-1=DOWN us-west-2=UP")
                                .contains("override to us-west-2, freeze")
                                .endsWith("fence-gone"),
                        second -> assertThat(second).startsWith("users    us-west-2  steady"));
    }

    @Test
    void statusSelectsByWhatIsAskedFor() {
        service.answers(
                "GET /api/v1/services?limit=500&phase=stuck&active=us-east-1&verdict=DOWN&alarm=any&awaits=any",
                200,
                "{\"services\":[]}");

        Run run = Run.of(
                service.environment(),
                "status --phase stuck --active us-east-1 --verdict DOWN --alarm any --awaits any -o json".split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out().strip()).isEqualTo("[ ]");
    }

    @Test
    void statusOfOneServiceShowsItsSitesAndThePlan() throws IOException {
        service.answers("GET /api/v1/services/orders", 200, golden("state-planned-v1.json"));

        Run run = Run.of(service.environment(), "status", "orders");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("orders (orders.example.com)")
                .contains("awaits approval: failed-step")
                .contains("plan m18-4: override to us-west-2")
                .contains("failed too often");
    }

    @Test
    void textOfOthersCannotControlTheTerminal() throws IOException {
        String state =
                golden("state-stale-v1.json").replace("us-east-1 is DOWN by", "\\u001b[2Jus-east-1 \\u202e DOWN by");
        service.answers("GET /api/v1/services/orders", 200, state);

        Run run = Run.onTerminal(service.environment(), "status", "orders");

        assertThat(run.out()).contains("\\u001b[2J").contains("\\u202e").doesNotContain("\u001b[2J");
        assertThat(run.out()).contains("\u001b[32mUP\u001b[0m");
    }

    @Test
    void whyExplainsWithTheVotes() {
        service.answers("GET /api/v1/services/orders/why", 200, """
                {"service":"orders","at":"2026-03-01T12:00:00Z","sentence":"The traffic is at us-east-1.","phase":"steady",
                 "active":"us-east-1","reason":{"code":"preferred","text":"preferred","facts":{}},
                 "held":[{"reason":{"code":"freeze","text":"ann: trading hours","facts":{}},"endsWith":"unfreeze"}],
                 "changes":["us-east-1 becomes DOWN"],
                 "sites":[{"site":"us-east-1","priority":1,"active":true,"verdict":"UP","needed":2,
                   "votes":{"up":2,"down":0,"unknown":1},"rule":"2 of 3",
                   "vantages":[{"vantage":"eu-west-1","says":"UP","counts":true,"detail":"health passed","checks":[]},
                               {"vantage":"us-west-2","says":"UNKNOWN","counts":false,"voidBecause":"nothing fresh",
                                "detail":"","checks":[]}],"outlook":[]}],
                 "evidence":{"from":"live","note":"counted in part"}}
                """);

        Run run = Run.of(service.environment(), "why", "orders");

        assertThat(run.code()).isZero();
        assertThat(run.lines())
                .startsWith("The traffic is at us-east-1.")
                .contains(
                        "  held: ann: trading hours; ends with: unfreeze", "  would change it: us-east-1 becomes DOWN")
                .endsWith("note: counted in part");
        assertThat(run.out()).contains("nothing fresh").contains("us-east-1 (active)");
    }

    @Test
    void reportIsTheMarkdownOfTheService() {
        service.answers(
                "GET /api/v1/services/orders/moves/last",
                new Reply(200, Map.of("Content-Type", "text/markdown"), "# Move m18-4\n\n| phase | took |\n", true));

        Run run = Run.of(service.environment(), "report", "orders");

        assertThat(run.code()).isZero();
        assertThat(run.lines()).containsExactly("# Move m18-4", "", "| phase | took |");
        assertThat(service.asked().getFirst().headers()).containsEntry("accept", "text/markdown");
    }

    @Test
    void reportListsMovesAndWritesOneAsADocument() {
        service.answers("GET /api/v1/services/orders/moves", 200, """
                        {"moves":[{"plan":"m18-4","from":"us-east-1","to":"us-west-2","result":"done",
                         "startedAt":"2026-03-01T12:00:00Z","why":{"code":"site-down","text":"us-east-1 is DOWN","facts":{}}}]}
                        """)
                .answers("GET /api/v1/services/orders/moves/m18-4", 200, "{\"plan\":\"m18-4\",\"phases\":[]}")
                .answers(
                        "GET /api/v1/services/orders/moves/m1",
                        StubService.problem(404, "unknown-move", "There is no such move", ", \"found\": \"m1\""));

        assertThat(Run.of(service.environment(), "report", "orders", "--list").out())
                .containsPattern("m18-4 +2026-03-01T12:00:00Z +- +us-east-1 +us-west-2 +done +us-east-1 is DOWN");
        assertThat(Run.of(service.environment(), "report", "orders", "m18-4", "-o", "json")
                        .out())
                .contains("\"plan\" : \"m18-4\"");
        Run unknown = Run.of(service.environment(), "report", "orders", "m1");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no such move (404)", "found: m1");
    }

    @Test
    void backtestIsFollowedToItsReport() {
        String job = "{\"id\":\"b1\",\"state\":\"%s\",\"who\":\"ann\",\"progress\":0.5%s}";
        service.answers("POST /api/v1/backtests", Reply.of(202, job.formatted("QUEUED", "")))
                .answers("GET /api/v1/backtests/b1", 200, job.formatted("RUNNING", ""))
                .answers("GET /api/v1/backtests/b1", 200, job.formatted("DONE", """
                                ,"report":{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","observations":7,
                                 "cannotKnow":[{"code":"lag","text":"lag is not replayed"}],
                                 "today":{"moves":2,"falseMoves":1,"unfinished":0,"detections":2,"timeOn":{},"timeOnDown":"PT3S"},
                                 "candidate":{"moves":1,"falseMoves":0,"unfinished":0,"detections":1,"timeOn":{},"timeOnDown":"PT9S"},
                                 "difference":{"moves":-1,"falseMoves":-1,"missedOutages":[],"timeOnDown":"PT6S"},
                                 "services":[]}"""));

        Run run = Run.of(
                service.environment(),
                "backtest",
                "orders",
                "--from",
                "2026-01-01T00:00:00Z",
                "--policy",
                "{\"quorum\":\"all\"}");

        assertThat(run.code()).isZero();
        assertThat(service.asked().getFirst().body())
                .isEqualTo(
                        "{\"from\":\"2026-01-01T00:00:00Z\",\"services\":[\"orders\"],\"policy\":{\"quorum\":\"all\"}}");
        assertThat(run.out()).contains("lag is not replayed").containsPattern("candidate +1 +0");
    }

    @Test
    void watchPrintsEachEventAndGoesOnFromTheLastOne() throws IOException {
        String first = "id: 4-7\nevent: state\ndata: " + golden("state-v1.json") + "\n\n: nothing new\n\n";
        String second = "id: 5-8\nevent: journal\ndata: " + golden("journal-v1.json") + "\n\n";
        service.answers("GET /api/v1/events", new Reply(200, STREAM, first, true))
                .answers("GET /api/v1/events", new Reply(200, STREAM, second, false));

        Run run = Run.of(service.environment(), "watch", "--for", "2s");

        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().getFirst())
                .contains("orders  at us-east-1  moving to us-west-2  us-east-1=DOWN us-west-2=UP");
        assertThat(run.lines().getLast()).startsWith("2026-");
        assertThat(run.err()).contains("no news since").contains("connecting again");
        assertThat(service.asked().getLast().headers()).containsEntry("last-event-id", "4-7");
    }

    @Test
    void watchWritesOneDocumentALineForScripts() throws IOException {
        String event = "id: 4-7\nevent: state\ndata: " + golden("state-v1.json") + "\n\n";
        service.answers("GET /api/v1/services/orders/events", new Reply(200, STREAM, event, false));

        Run run = Run.of(service.environment(), "watch", "orders", "--for", "1s", "-o", "json");

        assertThat(run.lines()).hasSize(1);
        assertThat(run.out()).startsWith("{\"event\":\"state\",\"data\":{\"v\":1,");
    }

    @Test
    void watchEndsWhereItMayNotLook() {
        service.answers("GET /api/v1/events", StubService.problem(403, "forbidden", "The caller may not do this", ""));

        Run run = Run.of(service.environment(), "watch");

        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void anotherServerIsNotTakenForDecisionService() {
        service.answers("GET /api/v1/services?limit=500", 200, "<html>");

        Run run = Run.of(service.environment(), "status");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("is this a decision-service?");
    }
}

package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.reason.Reason;
import io.signalbox.sandbox.sites.SiteMode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another hand changes the records behind the services' back. */
@Tag("long")
@ExtendWith(SharedStage.class)
class DriftIT {

    private static final String ELSEWHERE = "127.0.10.99";
    private static final String UPSERT = """
            <ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes><Change>
            <Action>UPSERT</Action><ResourceRecordSet><Name>%s</Name><Type>A</Type><SetIdentifier>us-east-1</SetIdentifier>
            <Weight>%d</Weight><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>%s</Value></ResourceRecord></ResourceRecords>
            </ResourceRecordSet></Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>""";

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    /** As somebody with credentials of his own would. */
    private void changes(Stage stage, String address) throws IOException, InterruptedException {
        var zone = stage.world().zone();
        var request = HttpRequest.newBuilder(
                        stage.world().route53().endpoint().resolve("/2013-04-01/hostedzone/" + zone.id() + "/rrset"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=deployer/20260301/us-east-1/route53/aws4_request, SignedHeaders=host,"
                                + " Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(
                        UPSERT.formatted(stage.world().hostname(), 100, address)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static List<String> alarms(Stage stage) {
        return stage.status().alarms().stream().map(Reason::code).toList();
    }

    private String drift(Stage stage) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stage.actuator().uri().resolve("/q/metrics"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("signalbox_dns_drift{"))
                .findFirst()
                .orElse("no such metric");
    }

    private void awaitSeen(Stage stage) {
        Stage.eventually().untilAsserted(() -> assertThat(alarms(stage)).contains("records-drift"));
    }

    @Test
    void isAnAlarmThatNamesTheWriterAndHoldsMovesUntilItIsGone(Stage stage) throws Exception {
        long version = stage.status().version();
        changes(stage, ELSEWHERE);
        awaitSeen(stage);
        assertThat(stage.status().alarms())
                .filteredOn(alarm -> alarm.code().equals("records-drift"))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text())
                        .contains("expected A " + stage.world().preferred().address())
                        .contains("found A " + ELSEWHERE)
                        .contains("user deployer"));
        assertThat(drift(stage)).endsWith(" 1.0");

        stage.world().preferred().become(SiteMode.REFUSE);
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().phase()).isEqualTo("awaiting-leave"));
        assertThat(stage.answer()).containsExactly(ELSEWHERE);

        changes(stage, stage.world().preferred().address());
        stage.awaitSettledAt(stage.away());
        assertThat(stage.journalSince(version).reversed())
                .containsSubsequence("drift-seen", "drift-gone", "move-started", "move-done");
        assertThat(drift(stage)).endsWith(" 0.0");
    }

    @Test
    void isOverwrittenInADisasterWhereThatIsWanted(Stage stage) throws Exception {
        String text = stage.world().topology().text();
        stage.world().topology().replace(text.replace("ttl: 60s,", "ttl: 60s, onDrift: overwriteWhenDown,"));
        String digest = stage.world().topology().read().digest();
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().topologyDigest()).isEqualTo(digest));
        changes(stage, ELSEWHERE);
        awaitSeen(stage);

        stage.world().preferred().become(SiteMode.REFUSE);

        stage.awaitSettledAt(stage.away());
        Stage.eventually().untilAsserted(() -> assertThat(alarms(stage)).doesNotContain("records-drift"));
    }
}

package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.reason.Reason;
import io.signalbox.sandbox.identity.SignatureV4;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    /** As somebody with credentials of his own would. */
    private void changes(Stage stage, String address) throws IOException, InterruptedException {
        stage.world().addAdministrator("deployer");
        URI uri = stage.world()
                .route53()
                .endpoint()
                .resolve("/2013-04-01/hostedzone/" + stage.world().zone().id() + "/rrset");
        String body = UPSERT.formatted(stage.world().hostname(), 100, address);
        String time = TIME.format(Instant.now());
        String scope = time.substring(0, 8) + "/us-east-1/route53/aws4_request";
        String canonical = "POST\n" + uri.getPath() + "\n\nhost:" + uri.getAuthority() + "\nx-amz-date:" + time
                + "\n\nhost;x-amz-date\n" + SignatureV4.hash(body.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(uri)
                .header("X-Amz-Date", time)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=deployer/" + scope + ", SignedHeaders=host;x-amz-date, Signature="
                                + SignatureV4.of(World.SECRET, time, scope, canonical))
                .POST(HttpRequest.BodyPublishers.ofString(body))
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

package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.kafka.Credentials.UnusableException;
import io.signalbox.sandbox.identity.SignatureV4;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.msk.auth.iam.IAMOAuthBearerToken;
import software.amazon.msk.auth.iam.internals.AWS4SignedPayloadGenerator;
import software.amazon.msk.auth.iam.internals.AuthenticationRequestParams;

class MskTokenTest {

    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final AwsCredentials FIXED = AwsBasicCredentials.create(KEY, SECRET);
    private static final AwsCredentials SESSION = AwsSessionCredentials.create(KEY, SECRET, "FQoG/ses=sion+token");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00.123Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static URI url(String token) {
        return URI.create(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(URI url) {
        var query = new TreeMap<String, String>();
        for (String pair : url.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts[1]);
        }
        return query;
    }

    static Stream<Arguments> callers() {
        return Stream.of("us-east-1", "eu-west-1", "us-gov-west-1", "cn-north-1")
                .flatMap(region -> Stream.of(FIXED, SESSION).map(caller -> Arguments.of(region, caller)));
    }

    /** The library takes the time from the clock, and often rounds the validity down to 899 s. Ours gets both from the library here. */
    @ParameterizedTest
    @MethodSource("callers")
    void equalsTheTokenOfTheLibraryOfAws(String region, AwsCredentials caller) {
        String host = "kafka." + region + ".amazonaws.com";
        URI theirs = new AWS4SignedPayloadGenerator()
                .presignRequest(AuthenticationRequestParams.create(host, caller, "any"))
                .getUri();
        Map<String, String> expected = query(theirs);
        assertThat(expected).containsKeys("Action", "X-Amz-Signature").containsEntry("X-Amz-SignedHeaders", "host");

        MskToken ours = MskToken.sign(
                caller,
                region,
                Instant.from(TIME.parse(expected.get("X-Amz-Date"))),
                Duration.ofSeconds(Long.parseLong(expected.get("X-Amz-Expires"))));
        assertThat(url(ours.value()).getScheme()).isEqualTo(theirs.getScheme());
        assertThat(url(ours.value()).getHost()).isEqualTo(theirs.getHost()).isEqualTo(host);
        Map<String, String> made = query(url(ours.value()));
        assertThat(made.remove("User-Agent")).isEqualTo("signalbox");
        assertThat(made).isEqualTo(expected);
    }

    @Test
    void theLibraryOfAwsReadsItsValidity() throws Exception {
        MskToken ours = MskToken.sign(FIXED, "eu-west-1", NOW);
        var read = new IAMOAuthBearerToken(ours.value());
        assertThat(ours.lifetimeMs()).isEqualTo(read.lifetimeMs());
        assertThat(ours.startTimeMs()).isEqualTo(read.startTimeMs());
        assertThat(Duration.ofMillis(ours.lifetimeMs() - ours.startTimeMs())).isEqualTo(Duration.ofMinutes(15));
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, calculated without the SDK. */
    @Test
    void isSignedAsAwsDocumentsIt() {
        String unsigned = "Action=kafka-cluster%3AConnect&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIDEXAMPLE%2F20261125%2Feu-west-1%2Fkafka-cluster%2Faws4_request"
                + "&X-Amz-Date=20261125T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host";
        String signature = SignatureV4.of(
                SECRET,
                "20261125T120000Z",
                "20261125/eu-west-1/kafka-cluster/aws4_request",
                "GET\n/\n" + unsigned + "\nhost:kafka.eu-west-1.amazonaws.com\n\nhost\n"
                        + SignatureV4.hash(new byte[0]));
        URI made = url(MskToken.sign(FIXED, "eu-west-1", NOW).value());
        assertThat(made.getPath()).isEqualTo("/");
        Map<String, String> query = query(made);
        assertThat(query.remove("User-Agent")).isEqualTo("signalbox");
        assertThat(query.remove("X-Amz-Signature")).isEqualTo(signature);
        assertThat(query).isEqualTo(query(URI.create("https://any/?" + unsigned)));
    }

    @Test
    void isNotWrittenIntoLogs() {
        MskToken token = MskToken.sign(FIXED, "eu-west-1", NOW);
        assertThat(token).hasToString("token of the access key AKIDEXAMPLE");
        assertThat(token.principalName()).isEqualTo(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "b-1.orders.abc123.c2.kafka.eu-west-1.amazonaws.com:9098, eu-west-1",
        "'10.0.0.1:9098, b-2-public.orders.abc123.c2.kafka.us-gov-west-1.amazonaws.com:9198', us-gov-west-1",
        "boot-abc123.c1.kafka-serverless.ap-southeast-2.amazonaws.com:9098, ap-southeast-2",
        "b-1.orders.abc123.c2.kafka.cn-north-1.amazonaws.com.cn:9098, cn-north-1"
    })
    void theRegionIsInTheNamesOfBrokers(String brokers, String region) throws Exception {
        assertThat(MskRegion.of(Map.of("bootstrap.servers", brokers))).isEqualTo(region);
        assertThat(MskRegion.of(Map.of("bootstrap.servers", List.of(brokers.split(", ", -1)))))
                .isEqualTo(region);
    }

    @Test
    void theRegionOfOtherNamesIsThatOfTheEnvironment() throws Exception {
        var own = Map.of("bootstrap.servers", List.of("kafka.eu-west-1.example.com:9098"));
        String before = System.clearProperty("aws.region");
        try {
            assertThatThrownBy(() -> MskRegion.of(own))
                    .isInstanceOf(UnusableException.class)
                    .hasMessage("bootstrap.servers: expected a broker of Amazon MSK whose name has its region, such as"
                            + " b-1.orders.abc123.c2.kafka.eu-west-1.amazonaws.com:9098, or the region in AWS_REGION; got"
                            + " \"kafka.eu-west-1.example.com:9098\" and no AWS_REGION");
            System.setProperty("aws.region", "us-east-2");
            assertThat(MskRegion.of(own)).isEqualTo("us-east-2");
            assertThat(MskRegion.of(Map.of("bootstrap.servers", "b-1.a.b.c2.kafka.eu-west-1.amazonaws.com:9098")))
                    .as("a cell in another region than the process")
                    .isEqualTo("eu-west-1");
        } finally {
            System.clearProperty("aws.region");
            if (before != null) {
                System.setProperty("aws.region", before);
            }
        }
    }
}

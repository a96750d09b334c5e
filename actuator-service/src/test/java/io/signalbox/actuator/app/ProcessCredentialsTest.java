package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.cloud.CloudCall;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.sts.Sts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** The actuator's identity at AWS, and its error when it has none. */
class ProcessCredentialsTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/signalbox";
    private static final String TOPIC = "arn:aws:sns:us-west-2:222222222222:failovers";

    @TempDir
    Path directory;

    private final Map<String, String> before = new HashMap<>();
    private final Identities identities = new Identities();
    private final Sts sts = Sts.start(identities);
    private final Cloud cloud = Cloud.start(identities);

    @BeforeEach
    void nothingIsConfigured() throws Exception {
        assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "this machine has credentials in its environment");
        assumeTrue(System.getenv("AWS_WEB_IDENTITY_TOKEN_FILE") == null, "this machine has a role");
        String nothing = Files.writeString(directory.resolve("none"), "").toString();
        set("aws.disableEc2Metadata", "true");
        set("aws.sharedCredentialsFile", nothing);
        set("aws.configFile", nothing);
        set("aws.endpointUrlSts", sts.endpoint().toString());
        set("aws.region", "us-west-2");
        cloud.account("222222222222").sns().putTopic(TOPIC);
    }

    private void set(String property, String value) {
        before.put(property, System.setProperty(property, value));
    }

    @AfterEach
    void asItWas() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        sts.close();
        cloud.close();
    }

    private void webIdentity(String token) throws Exception {
        set(
                "aws.webIdentityTokenFile",
                Files.writeString(directory.resolve("token"), token).toString());
        set("aws.roleArn", ROLE);
    }

    private static ProcessCredentials found() {
        return ProcessCredentials.find(AwsTransport::sts);
    }

    /** One call of another service. @return the access key that it was signed with */
    private String publish(ProcessCredentials credentials) throws ActionFailedException {
        try (SnsClient client = SnsClient.builder()
                .region(Region.US_WEST_2)
                .endpointOverride(cloud.endpoint())
                .credentialsProvider(credentials.provider())
                .httpClientBuilder(AwsTransport.http())
                .overrideConfiguration(AwsTransport.once().build())
                .build()) {
            var calls = new Calls<String, SnsClient>("sns", _ -> client, new SimpleMeterRegistry());
            var _ = calls.call(
                    "Publish",
                    "us-west-2",
                    new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT)),
                    (sns, within) -> sns.publish(
                            request -> request.topicArn(TOPIC).message("x").overrideConfiguration(within)));
            return cloud.calls().stream().map(CloudCall::accessKey).toList().getLast();
        }
    }

    @Test
    void aWebIdentityTokenIsExchangedForItsRole() throws Exception {
        webIdentity("a-token");
        sts.trustWebIdentity(ROLE, "a-token");

        try (ProcessCredentials credentials = found()) {
            assertThat(sts.role(publish(credentials)))
                    .isEqualTo("arn:aws:sts::222222222222:assumed-role/signalbox/signalbox");
            assertThat(CallerIdentity.of(credentials, AwsTransport::sts))
                    .isEqualTo(new CallerIdentity.Known(
                            "222222222222", "arn:aws:sts::222222222222:assumed-role/signalbox/signalbox"));
        }
    }

    @Test
    void aRoleThatDoesNotTrustTheTokenIsNamed() throws Exception {
        webIdentity("a-token");
        sts.trustWebIdentity(ROLE, "another-token");

        try (ProcessCredentials credentials = found()) {
            assertThatThrownBy(() -> publish(credentials))
                    .isInstanceOfSatisfying(ActionFailedException.class, denied -> {
                        assertThat(denied.cause()).isEqualTo("access-denied");
                        assertThat(denied)
                                .hasMessageContaining(ROLE)
                                .hasMessageContaining(directory.resolve("token").toString())
                                .hasMessageContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity");
                    });
            assertThat(CallerIdentity.of(credentials, AwsTransport::sts))
                    .isInstanceOfSatisfying(CallerIdentity.Unknown.class, unknown -> assertThat(unknown.reason())
                            .contains(ROLE));
        }
        assertThat(cloud.calls()).isEmpty();
    }

    /** A node with a role of its own, which the SDK's chain would fall back to. */
    @Test
    void noOtherSourceIsTriedAfterTheConfiguredOne() throws Exception {
        webIdentity("a-token");
        set(
                "aws.sharedCredentialsFile",
                Files.writeString(
                                directory.resolve("credentials"),
                                "[default]\naws_access_key_id=NODE\naws_secret_access_key=secret\n")
                        .toString());

        try (ProcessCredentials credentials = found()) {
            assertThatThrownBy(() -> publish(credentials)).hasMessageContaining(ROLE);
        }
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void aTokenFileThatIsMissingIsNamed() {
        set("aws.webIdentityTokenFile", directory.resolve("no-token").toString());
        set("aws.roleArn", ROLE);

        try (ProcessCredentials credentials = found()) {
            assertThatThrownBy(() -> publish(credentials)).hasMessageContaining("no-token");
        }
    }

    @Test
    void silenceOfStsIsNoDenial() throws Exception {
        webIdentity("a-token");
        sts.faults().inject("AssumeRoleWithWebIdentity", Fault.internalError(), 100);

        try (ProcessCredentials credentials = found()) {
            assertThatThrownBy(() -> publish(credentials))
                    .isInstanceOfSatisfying(ActionFailedException.class, silent -> assertThat(silent.cause())
                            .isIn("connection", "timeout"));
        }
    }

    @Test
    void aRoleIsAssumedWithItsExternalId() throws Exception {
        set("aws.accessKeyId", "BASE");
        set("aws.secretAccessKey", "secret");
        sts.trust(ROLE, "shop-42");

        try (ProcessCredentials credentials = found().assuming(new AwsRole(ROLE, "shop-42"), AwsTransport::sts)) {
            assertThat(sts.role(publish(credentials))).contains("assumed-role/signalbox");
        }
        try (ProcessCredentials credentials = found().assuming(new AwsRole(ROLE, "shop-43"), AwsTransport::sts)) {
            assertThatThrownBy(() -> publish(credentials))
                    .hasMessageContaining(ROLE)
                    .hasMessageContaining("external id shop-43")
                    .hasMessageContaining("the access key BASE");
        }
    }

    @Test
    void aProfileMayHaveARole() throws Exception {
        set(
                "aws.configFile",
                Files.writeString(directory.resolve("config"), """
                        [profile base]
                        aws_access_key_id = BASE
                        aws_secret_access_key = secret
                        [profile dns]
                        role_arn = %s
                        external_id = shop-42
                        source_profile = base
                        region = us-west-2
                        """.formatted(ROLE))
                        .toString());
        set("aws.profile", "dns");
        sts.trust(ROLE, "shop-42");

        try (ProcessCredentials credentials = found()) {
            assertThat(sts.role(publish(credentials))).contains("assumed-role/signalbox");
            assertThat(credentials.source()).contains("profile dns").contains(ROLE);
        }
    }

    @Test
    void nothingAtAllIsSaidInOneSentence() {
        try (ProcessCredentials credentials = found()) {
            assertThatThrownBy(() -> publish(credentials)).hasMessageStartingWith("no AWS credentials were found");
        }
    }
}

package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.kafka.Credentials.UnusableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System properties stand for the environment variables, which a test cannot set. */
class AwsIdentityTest {

    private final Map<String, String> before = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void nothingIsConfigured() {
        set("aws.disableEc2Metadata", "true");
        set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        set("aws.configFile", folder.resolve("config").toString());
    }

    private void set(String property, String value) {
        before.putIfAbsent(property, String.valueOf(System.getProperty(property)));
        System.setProperty(property, value);
    }

    @AfterEach
    void restore() {
        before.forEach((property, value) -> {
            if (value.equals("null")) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    private static AwsIdentity identity() {
        return new AwsIdentity(AwsSource::find);
    }

    @Test
    void theEnvironmentComesFirst() throws Exception {
        set("aws.accessKeyId", "AKIDENV");
        set("aws.secretAccessKey", "secret");
        set("aws.webIdentityTokenFile", "/nowhere");
        AwsIdentity identity = identity();
        assertThat(identity.principal()).isEqualTo("of the AWS credentials");
        assertThat(identity.credentials().accessKeyId()).isEqualTo("AKIDENV");
        assertThat(identity.principal()).isEqualTo("access key AKIDENV");
    }

    @Test
    void aConfiguredWebIdentityIsTheOnlySource() {
        Path token = folder.resolve("token");
        set("aws.webIdentityTokenFile", token.toString());
        assertThatThrownBy(() -> identity().credentials())
                .isInstanceOf(UnusableException.class)
                .hasMessage(
                        "AWS_ROLE_ARN: expected a role with AWS_WEB_IDENTITY_TOKEN_FILE=" + token + ", got nothing");

        set("aws.roleArn", "arn:aws:iam::123456789012:role/probe");
        set("aws.containerCredentialsFullUri", "http://127.0.0.1:1/");
        assertThatThrownBy(() -> identity().credentials())
                .isInstanceOf(UnusableException.class)
                .hasMessageStartingWith(
                        "no AWS credentials for msk-iam by the role arn:aws:iam::123456789012:role/probe with"
                                + " the web identity token in " + token + ": ");
    }

    @Test
    void aConfiguredProfileIsTheOnlySource() throws Exception {
        set("aws.profile", "kafka");
        assertThatThrownBy(() -> identity().credentials())
                .hasMessageStartingWith("no AWS credentials for msk-iam by the profile kafka: ");
    }

    /** What expires within a minute counts as expired. */
    @Test
    void credentialsOfAContainerAreRenewedBeforeTheyExpire() throws Exception {
        var given = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = """
                    {"AccessKeyId": "ASIA%d", "SecretAccessKey": "secret", "Token": "session", "Expiration": "%s"}""".formatted(given.incrementAndGet(), Instant.now().plus(Duration.ofSeconds(50)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            set(
                    "aws.containerCredentialsFullUri",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/");
            AwsIdentity identity = identity();
            assertThat(identity.credentials().accessKeyId()).isEqualTo("ASIA1");
            assertThat(identity.credentials().accessKeyId()).isEqualTo("ASIA2");
            assertThat(identity.principal()).isEqualTo("access key ASIA2");
        } finally {
            server.stop(0);
        }
        assertThatThrownBy(() -> identity().credentials())
                .hasMessageStartingWith(
                        "no AWS credentials for msk-iam by the role of the container (EKS Pod Identity or Amazon ECS): ");
    }

    @Test
    void withoutAnySourceItIsSaidWhatToDo() throws Exception {
        Files.writeString(folder.resolve("credentials"), "");
        assertThatThrownBy(() -> identity().credentials())
                .hasMessage(
                        "no AWS credentials for msk-iam by the default profile, or the role of the machine: found none; set"
                                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine or container a"
                                + " role");
    }
}

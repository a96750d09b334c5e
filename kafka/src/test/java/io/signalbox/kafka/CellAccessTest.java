package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contract.topology.KafkaSecurity;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CellAccessTest {

    @TempDir
    private Path folder;

    private CellAccess access(KafkaSecurity security) {
        return CellAccess.of("us-west-2", security.toString(), folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "TLS, SSL,",
        "MTLS, SSL,",
        "SCRAM_SHA_256, SASL_SSL, SCRAM-SHA-256",
        "SCRAM_SHA_512, SASL_SSL, SCRAM-SHA-512",
        "OAUTHBEARER, SASL_SSL, OAUTHBEARER",
        "MSK_IAM, SASL_SSL, OAUTHBEARER"
    })
    void eachSecurityHasItsProtocolAndMechanism(KafkaSecurity security, String protocol, String mechanism) {
        Map<String, String> properties = ClientProperties.of(access(security));
        assertThat(properties).containsEntry("security.protocol", protocol);
        assertThat(properties.get("sasl.mechanism")).isEqualTo(mechanism);
        assertThat(properties.get("ssl.engine.factory.class")).isEqualTo(CellSslEngineFactory.class.getName());
        assertThat(AccessProperty.of(properties)).isEqualTo(access(security));
    }

    @Test
    void anOpenKafkaNeedsNothing() {
        assertThat(ClientProperties.of(access(KafkaSecurity.PLAINTEXT))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KafkaSecurity.class)
    void noSecretIsAmongTheProperties(KafkaSecurity security) throws IOException {
        for (String file : new String[] {"password", "token", "client-secret", "tls.key"}) {
            Files.writeString(folder.resolve(file), "s3cret");
        }
        assertThat(ClientProperties.of(access(security)).toString()).doesNotContain("s3cret");
    }

    @Test
    void everyClientOfQuarkusGetsTheProperties() {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .withDefaultValue("signalbox.cell", "us-west-2")
                .withDefaultValue("signalbox.kafka.security", "mtls")
                .withDefaultValue("signalbox.kafka.credentials", folder.toString())
                .build();
        ClientProperties.of(access(KafkaSecurity.MTLS)).forEach((key, value) -> assertThat(
                        config.getConfigValue("kafka." + key).getValue())
                .isEqualTo(value));
    }

    @Test
    void refusesAnUnknownSecurityAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> CellAccess.of("us-west-2", "ssl", "x"))
                .hasMessage("signalbox.kafka.security: expected plaintext, tls, mtls, scram-sha-256, scram-sha-512, "
                        + "oauthbearer, msk-iam, got \"ssl\"");
    }

    @Test
    void eachLoginReadsThePasswordAnewFromTheFolderOfTheCell() throws Exception {
        Path own = Files.createDirectory(folder.resolve("us-west-2"));
        var login = new ScramLogin();
        login.configure(ClientProperties.of(access(KafkaSecurity.SCRAM_SHA_512)), "SCRAM-SHA-512", java.util.List.of());
        Files.writeString(own.resolve("username"), "probe-a\n");
        Files.writeString(own.resolve("password"), "first\n");
        assertThat(asked(login)).isEqualTo("probe-a/first");

        Files.writeString(own.resolve("password"), "second\n");
        assertThat(asked(login)).isEqualTo("probe-a/second");

        Files.delete(own.resolve("password"));
        assertThatThrownBy(() -> asked(login))
                .hasMessage(own.resolve("password") + ": expected the password of this process, there is no such file"
                        + " and SIGNALBOX_KAFKA_PASSWORD is not set");
    }

    private static String asked(ScramLogin login) throws Exception {
        var name = new NameCallback("name");
        var password = new PasswordCallback("password", false);
        login.handle(new Callback[] {name, password});
        return name.getName() + "/" + new String(password.getPassword());
    }

    @Test
    void eachLoginReadsTheTokenAnew() throws Exception {
        var login = new TokenLogin();
        login.configure(ClientProperties.of(access(KafkaSecurity.OAUTHBEARER)), "OAUTHBEARER", java.util.List.of());
        Files.writeString(folder.resolve("token"), jwt("{\"sub\":\"decision\",\"exp\":2000000000}"));
        var asked = new OAuthBearerTokenCallback();
        login.handle(new Callback[] {asked});
        assertThat(asked.token().principalName()).isEqualTo("decision");
        assertThat(asked.token().lifetimeMs()).isEqualTo(2_000_000_000_000L);
        assertThat(asked.token().toString()).isEqualTo("token of decision");

        Files.writeString(folder.resolve("token"), "no token");
        var refused = new OAuthBearerTokenCallback();
        login.handle(new Callback[] {refused});
        assertThat(refused.token()).isNull();
        assertThat(refused.errorDescription())
                .isEqualTo(
                        folder.resolve("token") + ": expected a JSON web token with the claim exp, got something else");
    }

    private static String jwt(String claims) {
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + ".c2ln";
    }

    @Test
    void whatNativeExecutablesCreateByNameIsRegistered() throws Exception {
        var registered = new ObjectMapper()
                .readTree(Path.of("src/main/resources/META-INF/native-image/io.signalbox/kafka/reflect-config.json")
                        .toFile());
        assertThat(registered)
                .extracting(entry -> entry.path("name").asText())
                .containsExactlyInAnyOrder(
                        CellSslEngineFactory.class.getName(),
                        ConnectionToken.class.getName(),
                        MskConnection.class.getName(),
                        MskLogin.class.getName(),
                        ScramLogin.class.getName(),
                        TokenLogin.class.getName(),
                        "software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService",
                        "software.amazon.awssdk.services.sts.internal.StsProfileCredentialsProviderFactory",
                        "software.amazon.awssdk.services.sts.internal.StsWebIdentityCredentialsProviderFactory")
                .allSatisfy(name ->
                        assertThat(Class.forName(name).getDeclaredConstructor()).isNotNull());
    }
}

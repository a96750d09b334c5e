package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.oauth.TokenIssuer;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the services Kafka's clients are without jose4j, which Kafka's brokers have, and the class path of these tests with them. */
class EndpointLoginTest {

    @TempDir
    private Path folder;

    private TokenIssuer issuer;

    @BeforeEach
    void register() throws Exception {
        issuer = new TokenIssuer("kafka");
        issuer.register("decision", "right");
        Files.writeString(folder.resolve("token-endpoint"), issuer.endpoint().toString());
        Files.writeString(folder.resolve("client-id"), "decision");
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private String loggedIn(String secret) throws Exception {
        Files.writeString(folder.resolve("client-secret"), secret);
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (var services = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(services);
            Class<?> login = services.loadClass(EndpointLogin.class.getName());
            @SuppressWarnings("unchecked")
            var function =
                    (Function<String, String>) login.getDeclaredConstructor().newInstance();
            return function.apply(folder.toString());
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private static URL[] classPath() throws Exception {
        var all = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        var without = all.stream()
                .filter(entry -> !entry.toString().contains("jose4j"))
                .toList();
        assertThat(without).as("entries without jose4j").hasSizeLessThan(all.size());
        var urls = new URL[without.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = without.get(i).toUri().toURL();
        }
        return urls;
    }

    @Test
    void theTokenEndpointGivesATokenForTheRightSecret() throws Exception {
        assertThat(loggedIn("right")).isEqualTo("decision");
    }

    @Test
    void theTokenEndpointThatRefusesASecretIsNamed() throws Exception {
        assertThat(loggedIn("wrong"))
                .startsWith("the token endpoint " + issuer.endpoint() + " gives no token to the client decision: ")
                .contains("401");
    }
}

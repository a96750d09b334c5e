package io.signalbox.decision.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret that the instances of a cell share. */
class PeerSecretTest {

    private static final String FIRST = "0123456789abcdef0123456789abcdef";
    private static final String SECOND = "fedcba9876543210fedcba9876543210";

    @TempDir
    private Path directory;

    private PeerSecret reading(String... lines) throws IOException {
        return new PeerSecret(Files.write(directory.resolve("secret"), List.of(lines)));
    }

    @Test
    void theFirstLineIsSentAndEachIsAccepted() throws IOException {
        var secret = reading(FIRST, SECOND);
        secret.reload();

        assertThat(secret.current()).contains(FIRST);
        assertThat(secret.matches(FIRST)).isTrue();
        assertThat(secret.matches(SECOND)).isTrue();
        assertThat(secret.matches(FIRST + "0")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }

    @Test
    void aReplacedSecretIsReadAndABrokenFileChangesNothing() throws IOException {
        var secret = reading(FIRST);
        secret.reload();
        reading(SECOND);
        secret.reload();
        assertThat(secret.matches(FIRST)).isFalse();
        reading("short");
        secret.reload();

        assertThat(secret.current()).contains(SECOND);
    }

    @Test
    void aShortSecretPreventsTheStart() throws IOException {
        var secret = reading("short");

        assertThatThrownBy(() -> secret.open(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("expected lines of at least 32 characters");
    }

    @Test
    void withoutAFileNothingMatches() {
        var secret = new PeerSecret((Path) null);
        secret.open(new StartupEvent());

        assertThat(secret.current()).isEmpty();
        assertThat(secret.matches("")).isFalse();
    }
}

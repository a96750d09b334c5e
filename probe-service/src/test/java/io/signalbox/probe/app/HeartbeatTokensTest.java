package io.signalbox.probe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTokensTest {

    @TempDir
    private Path directory;

    private HeartbeatTokens read(String text) throws IOException {
        return HeartbeatTokens.read(Files.writeString(directory.resolve("tokens"), text));
    }

    @Test
    void knowsTheTokensOfThoseWhoMayPush() throws IOException {
        var tokens = read("# who\n\njob heartbeat " + Tokens.sha256("one") + "\nboth viewer,heartbeat "
                + Tokens.sha256("two") + "\nother operator " + Tokens.sha256("three") + "\n");

        assertThat(tokens.know("one")).isTrue();
        assertThat(tokens.know("two")).isTrue();
        assertThat(tokens.know("three")).isFalse();
        assertThat(tokens.know("")).isFalse();
        assertThat(tokens).hasToString("2 tokens");
    }

    @Test
    void tellsEveryLineThatIsWrongAndNothingOfWhatItHolds() {
        assertThatThrownBy(() -> read("a heartbeat hunter2\nok heartbeat " + Tokens.sha256("x") + "\nb heartbeat\n"))
                .hasMessageContaining("tokens:1: expected name, roles and the token's SHA-256")
                .hasMessageContaining("tokens:3: expected name, roles")
                .hasMessageNotContaining("hunter2");
    }
}

package io.signalbox.probe.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokensTest {

    @TempDir
    private Path directory;

    private BearerTokens read(String text) throws IOException {
        return BearerTokens.read(Files.writeString(directory.resolve("tokens"), text));
    }

    @Test
    void knowsTokensAndTheirRoles() throws IOException {
        var tokens = read("# who\n\njob heartbeat " + Tokens.sha256("one") + "\nboth viewer,heartbeat "
                + Tokens.sha256("two") + "\nother operator " + Tokens.sha256("three") + "\n");

        assertThat(tokens.roles("one")).containsExactly(TokenRole.HEARTBEAT);
        assertThat(tokens.roles("two")).containsExactlyInAnyOrder(TokenRole.VIEWER, TokenRole.HEARTBEAT);
        assertThat(tokens.roles("three")).containsExactly(TokenRole.OPERATOR);
        assertThat(tokens.roles("")).isNull();
        assertThat(tokens).hasToString("3 tokens");
    }

    @Test
    void takesALineThatNamesASubjectOfAnIssuer() throws IOException {
        var tokens = read("ann viewer " + Tokens.sha256("one") + " https://login.example.com#00u1\n");

        assertThat(tokens.roles("one")).containsExactly(TokenRole.VIEWER);
    }

    @Test
    void tellsEveryLineThatIsWrongAndNothingOfWhatItHolds() {
        assertThatThrownBy(() -> read("a heartbeat hunter2\nok heartbeat " + Tokens.sha256("x")
                        + "\nb heartbeat\nc king " + Tokens.sha256("y") + "\n"))
                .hasMessageContaining("tokens:1: expected name, roles and the token's SHA-256")
                .hasMessageContaining("tokens:3: expected name, roles")
                .hasMessageContaining("tokens:4: expected roles out of [viewer, operator, approver, heartbeat] with"
                        + " commas between, got \"king\"")
                .hasMessageNotContaining("hunter2");
    }
}

package io.signalbox.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BearerTokensTest {

    /** SHA-256 of "demo". */
    private static final String DEMO = "2a97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea";

    private static BearerTokens read(String... lines) throws InvalidTokensException {
        return BearerTokens.parse("tokens", List.of(lines));
    }

    @Test
    void knowsAHolderByTheTokensHash() throws InvalidTokensException {
        var holder =
                read("# who may call", "", "ann  operator,approver\t" + DEMO).holder("demo");

        assertThat(holder).isPresent();
        assertThat(holder.get().name()).isEqualTo("ann");
        assertThat(holder.get().roles()).containsExactlyInAnyOrder("operator", "approver");
    }

    @Test
    void knowsNobodyByAnotherToken() throws InvalidTokensException {
        assertThat(read("ann operator " + DEMO).holder("Demo")).isEmpty();
        assertThat(BearerTokens.NONE.holder("demo")).isEmpty();
    }

    @Test
    void tellsAllThatIsWrongWithFileLineFoundAndAllowed() {
        assertThatThrownBy(() -> read(
                        "ann king " + DEMO,
                        "bob viewer",
                        "cat viewer,, abc",
                        "dan viewer " + DEMO,
                        "eve viewer " + DEMO))
                .isInstanceOf(InvalidTokensException.class)
                .hasMessageContaining("tokens has 7 problems")
                .hasMessageContaining(
                        "tokens:1: expected roles out of [viewer, operator, approver, heartbeat] with commas between, got \"king\"")
                .hasMessageContaining("tokens:2: expected name, roles and the token's SHA-256, got 2 words")
                .hasMessageContaining("tokens:3: expected a SHA-256 of 64 lower-case hex digits, got 3 characters")
                .hasMessageContaining("tokens:5: the token is the same as in line 1");
    }
}

package io.signalbox.contract.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BearerTokensTest {

    /** SHA-256 of "demo". */
    private static final String DEMO = "2a97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea";

    private static final String OTHER = "0".repeat(64);

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
    void saysWhichOfAnIssuersSubjectsIsTheSamePerson() throws InvalidTokensException {
        BearerTokens tokens = read("ann operator " + DEMO + " https://login.example.com/#00u1", "bob viewer " + OTHER);

        assertThat(tokens.person("https://login.example.com/#00u1")).isEqualTo("ann");
        assertThat(tokens.person("https://login.example.com/#00u2")).isEqualTo("https://login.example.com/#00u2");
        assertThat(tokens.person("https://other.example.com/#00u1")).isEqualTo("https://other.example.com/#00u1");
        assertThat(tokens.holder("demo")).isPresent();
    }

    @Test
    void aSubjectIsWrittenWithItsIssuerAndIsOnePersonOnly() {
        assertThatThrownBy(() -> read("ann operator " + DEMO + " 00u1", "bob viewer " + OTHER + " https://a#"))
                .hasMessageContaining("tokens:1: expected issuer#subject, as a web token's iss and sub, got \"00u1\"")
                .hasMessageContaining("tokens:2: expected issuer#subject");
        assertThatThrownBy(() -> read("ann operator " + DEMO + " https://a#1", "bob viewer " + OTHER + " https://a#1"))
                .hasMessageContaining("tokens:2: https://a#1 is ann already, in line 1");
    }

    @Test
    void aTokenForOneJobSendsNoOtherHeartbeat() throws InvalidTokensException {
        var nightly = read("job heartbeat:orders/us-east-1/nightly,viewer " + DEMO)
                .holder("demo")
                .orElseThrow();

        assertThat(nightly.mayBeat("orders", "us-east-1", "nightly")).isTrue();
        assertThat(nightly.mayBeat("orders", "us-east-1", "hourly")).isFalse();
        assertThat(nightly.mayBeat("orders", "us-west-2", "nightly")).isFalse();
        assertThat(nightly.mayBeat("carts", "us-east-1", "nightly")).isFalse();
        assertThat(nightly.roles()).doesNotContain("heartbeat").contains("viewer");
    }

    @Test
    void aStarStandsForAll() throws InvalidTokensException {
        var orders =
                read("job heartbeat:orders/*/nightly " + DEMO).holder("demo").orElseThrow();

        assertThat(orders.mayBeat("orders", "us-west-2", "nightly")).isTrue();
        assertThat(orders.mayBeat("orders", "us-west-2", "hourly")).isFalse();
        assertThat(read("job heartbeat " + DEMO).holder("demo").orElseThrow().mayBeat("a", "b", "c"))
                .isTrue();
        assertThat(read("job viewer " + DEMO).holder("demo").orElseThrow().mayBeat("a", "b", "c"))
                .isFalse();
    }

    @Test
    void aScopeThatNamesNoJobIsRefused() {
        for (String scope :
                List.of("heartbeat:", "heartbeat:orders", "heartbeat:orders/us-east-1/", "heartbeat:a/b/c/d")) {
            assertThatThrownBy(() -> read("job " + scope + " " + DEMO))
                    .hasMessageContaining("heartbeat:<service>/<site>/<probe>")
                    .hasMessageContaining("got \"" + scope + "\"");
        }
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
                        "tokens:1: expected roles out of [viewer, operator, approver, heartbeat] or heartbeat:<service>/<site>/<probe> with commas between,"
                                + " got \"king\"")
                .hasMessageContaining("tokens:2: expected name, roles and the token's SHA-256, got 2 words")
                .hasMessageContaining("tokens:3: expected a SHA-256 of 64 lower-case hex digits, got 3 characters")
                .hasMessageContaining("tokens:5: the token is the same as in line 1");
    }
}

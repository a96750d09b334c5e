package io.signalbox.probe.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.probe.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramTest {

    private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

    private final Scram scram = new Scram(new SaltedPassword("pencil"), "fyko");

    @Test
    void beginsWithItsNonceAndNoName() {
        assertThat(scram.first()).isEqualTo("n,,n=,r=fyko");
    }

    @Test
    void provesAndWantsAProof() throws MalformedMessageException {
        String last = scram.last("r=fyko3rfc,s=" + SALT + ",i=4096");

        assertThat(last).matches("c=biws,r=fyko3rfc,p=[A-Za-z0-9+/]{43}=").doesNotContain("pencil");
        assertThat(scram.verified()).isFalse();
        assertThatThrownBy(() -> scram.verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))
                .hasMessage("the server has not shown that it knows the password");
        assertThat(scram.verified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r=other,s=" + SALT + ",i=4096",
                "r=fyko,s=" + SALT + ",i=4096",
                "r=fyko3rfc,s=" + SALT + ",i=0",
                "r=fyko3rfc,s=" + SALT + ",i=999999999",
                "r=fyko3rfc,s=" + SALT + ",i=99999999999",
                "r=fyko3rfc,s====,i=4096",
                "e=other-error",
                ""
            })
    void aServerThatLiesIsNotAnswered(String serverFirst) {
        assertThatThrownBy(() -> scram.last(serverFirst)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aProofBeforeItsTimeIsNone() {
        assertThatThrownBy(() -> scram.verify("v=")).isInstanceOf(MalformedMessageException.class);
    }
}

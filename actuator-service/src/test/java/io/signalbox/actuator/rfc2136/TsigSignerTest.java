package io.signalbox.actuator.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.contract.StepOutcome.Failed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;

class TsigSignerTest {

    private final TsigSigner signer =
            new TsigSigner(new TSIG(TSIG.HMAC_SHA256, "signalbox.", "c2VjcmV0LW9mLXRoZS10ZXN0"));

    /** A server may refuse before it looks at signatures; only a refusal is about credentials. */
    @ParameterizedTest
    @CsvSource({"REFUSED, true", "NOTIMP, false"})
    void anUnsignedRefusalSaysThatAPersonMustRenewCredentials(String code, boolean denied) {
        var request = new Message();
        request.getHeader().setID(7);
        signer.sign(request);
        var answer = new Message(7);
        answer.getHeader().setRcode(Rcode.value(code));
        UpdateFailedException trouble =
                catchThrowableOfType(UpdateFailedException.class, () -> signer.verified(answer.toWire(), request));
        assertThat(new Failed(trouble.cause(), trouble.getMessage(), true).saysDenied())
                .isEqualTo(denied);
    }
}

package io.signalbox.actuator.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, true",
        "403, '', true",
        "401, '', true",
        "400, ExpiredTokenException, true",
        "400, UnrecognizedClientException, true",
        "400, ThrottlingException, false",
        "404, NoSuchHostedZone, false",
        "409, ConflictException, false"
    })
    void tellsRefusedCredentialsFromOtherRefusals(int status, String code, boolean denied) {
        assertThat(AccessErrors.isDenied(status, code)).isEqualTo(denied);
    }

    @Test
    void knowsThatTheSdkHasFoundNoCredentials() {
        assertThat(AccessErrors.isWithoutCredentials(
                        "Unable to load credentials from any of the providers in the chain"))
                .isTrue();
        assertThat(AccessErrors.isWithoutCredentials("Unable to execute HTTP request: connection refused"))
                .isFalse();
    }
}

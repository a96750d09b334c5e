package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;

/** Tells whether the credentials that an access needs are there and usable. Connects to nothing but a source of AWS credentials. */
final class CredentialsCheck {

    private CredentialsCheck() {}

    /** @throws UnusableException if a credential is missing or cannot be used, with file, problem and remedy */
    static void requireUsable(CellAccess access) throws UnusableException {
        Credentials own = access.credentials();
        TlsFiles.read(access).context(own);
        switch (access.security()) {
            case PLAINTEXT, TLS, MTLS -> {}
            case MSK_IAM -> {
                var _ = AwsIdentity.ofProcess().credentials();
            }
            case SCRAM_SHA_256, SCRAM_SHA_512 -> {
                var _ = own.text(Credentials.USERNAME);
                var _ = own.text(Credentials.PASSWORD);
            }
            case OAUTHBEARER -> {
                if (own.optional(Credentials.TOKEN_ENDPOINT).isEmpty()) {
                    var _ = WebToken.read(own);
                }
            }
        }
    }
}

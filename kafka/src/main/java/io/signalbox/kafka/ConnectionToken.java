package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerSaslClientCallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Gives each OAUTHBEARER connection the token that is in the file at that moment. Kafka alone would use the one of the login, which
 * all clients of a cell share: a renewed file would count only after 80 % of the old token's validity, and never if that token had
 * expired before the process started. A token of a token endpoint is that of the login. Public because Kafka's clients instantiate it.
 */
public final class ConnectionToken implements AuthenticateCallbackHandler {

    private final OAuthBearerSaslClientCallbackHandler login = new OAuthBearerSaslClientCallbackHandler();
    private @Nullable Credentials credentials;

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> jaasConfigEntries) {
        login.configure(properties, mechanism, jaasConfigEntries);
        credentials = CellAccess.from(properties).credentials();
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        Credentials own = Objects.requireNonNull(credentials, "used before configure()");
        for (Callback callback : callbacks) {
            try {
                answer(own, callback);
            } catch (UnusableException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private void answer(Credentials own, Callback callback)
            throws UnusableException, IOException, UnsupportedCallbackException {
        if (callback instanceof OAuthBearerTokenCallback asked
                && own.optional(Credentials.TOKEN_ENDPOINT).isEmpty()) {
            asked.token(Token.read(own));
        } else {
            login.handle(new Callback[] {callback});
        }
    }

    @Override
    public void close() {
        login.close();
    }
}

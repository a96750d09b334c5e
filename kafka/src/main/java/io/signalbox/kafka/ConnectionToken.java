package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerSaslClientCallbackHandler;

/**
 * Gives each OAUTHBEARER connection the token that is in the file at that moment. Kafka alone would use the one of the login, which
 * all clients of a cell share: a renewed file would count only after 80 % of the old token's validity, and never if that token had
 * expired before the process started. A token of a token endpoint is that of the login. Public because Kafka's clients instantiate it.
 */
public final class ConnectionToken extends CredentialsHandler {

    private final OAuthBearerSaslClientCallbackHandler login = new OAuthBearerSaslClientCallbackHandler();

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> jaasConfigEntries) {
        super.configure(properties, mechanism, jaasConfigEntries);
        login.configure(properties, mechanism, jaasConfigEntries);
    }

    @Override
    void answer(Credentials own, Callback callback)
            throws UnusableException, IOException, UnsupportedCallbackException {
        if (callback instanceof OAuthBearerTokenCallback asked
                && own.optional(Credentials.TOKEN_ENDPOINT).isEmpty()) {
            asked.token(WebToken.read(own));
        } else {
            login.handle(new Callback[] {callback});
        }
    }

    @Override
    public void close() {
        login.close();
    }
}

package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/**
 * Gives each login to Amazon MSK a token that is signed at that moment. {@link MskConnection} does so for each connection. Public
 * because Kafka's clients instantiate it.
 */
public class MskLogin extends CredentialsHandler {

    private Map<String, ?> properties = Map.of();

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> jaasConfigEntries) {
        super.configure(properties, mechanism, jaasConfigEntries);
        this.properties = properties;
    }

    @Override
    final void answer(Credentials own, Callback callback) throws UnusableException, UnsupportedCallbackException {
        if (!(callback instanceof OAuthBearerTokenCallback asked)) {
            throw new UnsupportedCallbackException(callback);
        }
        try {
            asked.token(MskToken.sign(AwsIdentity.ofProcess().credentials(), MskRegion.of(properties), Instant.now()));
        } catch (UnusableException e) {
            refuse(asked, e);
        }
    }

    /** Kafka's login tells the text of an error, and not the message of an exception. */
    void refuse(OAuthBearerTokenCallback asked, UnusableException why) throws UnusableException {
        asked.error("no_token", why.getMessage(), null);
    }
}

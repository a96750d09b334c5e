package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.oauthbearer.ClientCredentialsJwtRetriever;
import org.apache.kafka.common.security.oauthbearer.ClientJwtValidator;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/**
 * Gives each OAUTHBEARER login a token: the file {@code token}, for instance a projected service account token, or one that the token
 * endpoint issues for client id and secret. Kafka logs in again before a token expires; {@link ConnectionToken} uses the login. Public
 * because Kafka's clients instantiate it.
 */
public final class TokenLogin extends CredentialsHandler {

    /** Kafka asks only endpoints that are named here. */
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private Map<String, ?> properties = Map.of();
    private String mechanism = "";
    private List<AppConfigurationEntry> entries = List.of();

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> jaasConfigEntries) {
        super.configure(properties, mechanism, jaasConfigEntries);
        this.properties = properties;
        this.mechanism = mechanism;
        this.entries = jaasConfigEntries;
    }

    @Override
    void answer(Credentials own, Callback callback) throws IOException, UnsupportedCallbackException {
        if (!(callback instanceof OAuthBearerTokenCallback asked)) {
            throw new UnsupportedCallbackException(callback);
        }
        try {
            String endpoint = own.optional(Credentials.TOKEN_ENDPOINT);
            if (endpoint.isEmpty()) {
                asked.token(WebToken.read(own));
            } else {
                issue(own, endpoint, asked);
            }
        } catch (UnusableException e) {
            // Kafka's login tells the text of an error, and not the message of an exception.
            asked.error("no_token", e.getMessage(), null);
        }
    }

    /**
     * Kafka's own client of token endpoints, with the secret as it is now. The classes that Kafka chooses by default need jose4j, which
     * clients do not have.
     */
    private void issue(Credentials own, String endpoint, OAuthBearerTokenCallback asked)
            throws UnusableException, IOException {
        var all = new HashMap<String, Object>(properties);
        all.put("sasl.oauthbearer.token.endpoint.url", endpoint);
        all.put("sasl.oauthbearer.client.credentials.client.id", own.text(Credentials.CLIENT_ID));
        all.put("sasl.oauthbearer.client.credentials.client.secret", new Password(own.text(Credentials.CLIENT_SECRET)));
        try (var retriever = new ClientCredentialsJwtRetriever();
                var validator = new ClientJwtValidator()) {
            synchronized (TokenLogin.class) {
                // One property for all cells of the process; it is read here only.
                System.setProperty(ALLOWED, endpoint);
                retriever.configure(all, mechanism, entries);
            }
            validator.configure(all, mechanism, entries);
            asked.token(validator.validate(retriever.retrieve()));
        } catch (KafkaException e) {
            throw new UnusableException("the token endpoint " + endpoint + " gives no token to the client "
                    + own.text(Credentials.CLIENT_ID) + ": " + AccessProblem.root(e));
        }
    }
}

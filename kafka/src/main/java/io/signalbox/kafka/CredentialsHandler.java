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
import org.jspecify.annotations.Nullable;

/** Answers a Kafka client's questions from the credentials as they are at that moment. */
abstract class CredentialsHandler implements AuthenticateCallbackHandler {

    private @Nullable Credentials credentials;

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> jaasConfigEntries) {
        credentials = AccessProperty.of(properties).credentials();
    }

    @Override
    public final void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        Credentials own = Objects.requireNonNull(credentials, "used before configure()");
        for (Callback callback : callbacks) {
            try {
                answer(own, callback);
            } catch (UnusableException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** @throws UnsupportedCallbackException for a question that has no answer here; Kafka goes on without extensions */
    abstract void answer(Credentials own, Callback callback)
            throws UnusableException, IOException, UnsupportedCallbackException;

    @Override
    public void close() {
        // Holds nothing.
    }
}

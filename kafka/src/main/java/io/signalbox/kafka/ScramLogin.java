package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.jspecify.annotations.Nullable;

/** Gives each SCRAM login the user name and password of that moment. Public because Kafka's clients instantiate it. */
public final class ScramLogin implements AuthenticateCallbackHandler {

    private @Nullable Credentials credentials;

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> jaasConfigEntries) {
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

    private static void answer(Credentials own, Callback callback)
            throws UnusableException, UnsupportedCallbackException {
        switch (callback) {
            case NameCallback name -> name.setName(own.text(Credentials.USERNAME));
            case PasswordCallback password ->
                password.setPassword(own.text(Credentials.PASSWORD).toCharArray());
            // Kafka goes on without extensions.
            default -> throw new UnsupportedCallbackException(callback);
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

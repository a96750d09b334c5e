package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;

/** Gives each SCRAM login the user name and password of that moment. Public because Kafka's clients instantiate it. */
public final class ScramLogin extends CredentialsHandler {

    @Override
    void answer(Credentials own, Callback callback) throws UnusableException, UnsupportedCallbackException {
        switch (callback) {
            case NameCallback name -> name.setName(own.text(Credentials.USERNAME));
            case PasswordCallback password ->
                password.setPassword(own.text(Credentials.PASSWORD).toCharArray());
            default -> throw new UnsupportedCallbackException(callback);
        }
    }
}

package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/**
 * Gives each connection to Amazon MSK a token of its own. Kafka alone would use the one of the login until 80 % of its validity, also
 * after the credentials were replaced. Public because Kafka's clients instantiate it.
 */
public final class MskConnection extends MskLogin {

    /** Kafka's connections tell the cause of an exception, and not the text of an error. */
    @Override
    void refuse(OAuthBearerTokenCallback asked, UnusableException why) throws UnusableException {
        throw why;
    }
}

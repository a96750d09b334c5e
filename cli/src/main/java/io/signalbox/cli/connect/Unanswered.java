package io.signalbox.cli.connect;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.contract.topology.time.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** A request without an answer. Only a failure before the request was sent shows that nothing was ordered. */
final class Unanswered {

    private Unanswered() {}

    /** @param key the idempotency key of an order; null for a question */
    static CommandFailedException of(URI base, Duration limit, IOException e, @Nullable String key) {
        var lines = new ArrayList<String>();
        lines.add(base + ": " + words(limit, e));
        if (key == null || isUnsent(e)) {
            return new CommandFailedException(ExitCode.UNAVAILABLE, lines);
        }
        lines.addAll(Problems.unknown(key));
        return new CommandFailedException(ExitCode.UNKNOWN, lines);
    }

    /** Connection and handshake come before the request. */
    private static boolean isUnsent(IOException e) {
        return e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof SSLHandshakeException;
    }

    private static String words(Duration limit, IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException _ -> "no connection within " + Durations.text(limit);
            case HttpTimeoutException _ -> "no answer within " + Durations.text(limit);
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException -> "its name does not resolve";
            case ConnectException _ -> "cannot be connected to";
            case SSLException tls -> "TLS: " + tls.getMessage();
            default -> "no answer: " + e;
        };
    }
}

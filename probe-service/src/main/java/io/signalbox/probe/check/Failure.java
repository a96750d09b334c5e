package io.signalbox.probe.check;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.certificates.CertificateRejectedException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A cause and its detail, from what the network threw. */
public record Failure(Cause cause, String detail) {

    private static final int LONGEST_DETAIL = 200;

    public Failure {
        if (detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL);
        }
    }

    public static Failure of(Throwable thrown) {
        var certificate = rejected(thrown);
        if (certificate != null) {
            return new Failure(certificate.verdict(), text(certificate));
        }
        Throwable error = unwrap(thrown);
        return new Failure(cause(error), text(error));
    }

    private static Cause cause(Throwable error) {
        return switch (error) {
            case UnknownHostException _ -> Cause.RESOLVE_FAILED;
            case NoRouteToHostException _ -> Cause.UNREACHABLE;
            case PortUnreachableException _ -> Cause.REFUSED;
            case BindException _ -> Cause.OTHER;
            case ConnectException _ -> ofSystem(error, Cause.REFUSED);
            case SSLException _ when refused(error) -> Cause.ACCESS_DENIED;
            case SSLException _ -> ofSystem(error, Cause.PROTOCOL_ERROR);
            case ClosedChannelException _ -> Cause.RESET;
            default -> ofSystem(error, Cause.OTHER);
        };
    }

    /** True if the server rejected the client certificate, or requires one (RFC 8446, 6.2). */
    private static boolean refused(Throwable error) {
        String words = text(error).toLowerCase(Locale.ROOT);
        return words.contains("fatal alert")
                && (words.contains("certificate") || words.contains("unknown_ca") || words.contains("access_denied"));
    }

    /** Java reports the system's error codes only as text. */
    private static Cause ofSystem(Throwable error, Cause otherwise) {
        String words = text(error).toLowerCase(Locale.ROOT);
        if (words.contains("refused")) {
            return Cause.REFUSED;
        }
        if (words.contains("connection reset") || words.contains("broken pipe")) {
            return Cause.RESET;
        }
        if (words.contains("unreachable") || words.contains("no route") || words.contains("host is down")) {
            return Cause.UNREACHABLE;
        }
        return words.contains("connection timed out") ? Cause.TIMEOUT_CONNECT : otherwise;
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable inner = thrown.getCause();
        return thrown instanceof DecoderException && inner != null ? inner : thrown;
    }

    /** The rejected certificate that caused an error; null if the cause is another one. */
    public static @Nullable CertificateRejectedException rejected(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof CertificateRejectedException rejected) {
                return rejected;
            }
        }
        return null;
    }

    private static String text(Throwable error) {
        if (error instanceof NotSslRecordException) {
            // Netty's own text quotes received bytes.
            return "the response is not TLS";
        }
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}

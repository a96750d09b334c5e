package io.signalbox.kafka;

import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.kafka.BrokerTrust.BrokerRejectedException;
import io.signalbox.kafka.Credentials.UnusableException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

/** Explains why a cell's Kafka refuses this process, or why this process refuses a broker: what was found, and what to do. */
public final class AccessProblem {

    private final CellAccess access;
    private final Instant now;

    private AccessProblem(CellAccess access, Instant now) {
        this.access = access;
        this.now = now;
    }

    /** Empty if the error is none of identity, trust or rights, for instance an unreachable broker. */
    public static Optional<String> of(@Nullable Throwable error, CellAccess access, Instant now) {
        return new AccessProblem(access, now)
                .explained(error)
                .map(text -> "cell " + access.cell() + ": principal " + principal(access) + ": " + text);
    }

    private Optional<String> explained(@Nullable Throwable error) {
        BrokerRejectedException rejected = find(error, BrokerRejectedException.class);
        UnusableException unusable = find(error, UnusableException.class);
        if (rejected != null) {
            return Optional.ofNullable(rejected.getMessage());
        }
        if (unusable != null) {
            return Optional.ofNullable(unusable.getMessage());
        }
        LoginException login = find(error, LoginException.class);
        if (login != null) {
            return Optional.ofNullable(login.getMessage());
        }
        AuthenticationException refused = find(error, AuthenticationException.class);
        AuthorizationException denied = find(error, AuthorizationException.class);
        return refused != null
                ? Optional.of(identity(refused))
                : denied != null ? Optional.of(rights(denied)) : Optional.empty();
    }

    private static <T> @Nullable T find(@Nullable Throwable error, Class<T> kind) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }

    private String identity(AuthenticationException refused) {
        return switch (refused) {
            case SslAuthenticationException tls -> certificate() + " (" + root(tls) + ")";
            case SaslAuthenticationException sasl when access.security() == KafkaSecurity.OAUTHBEARER -> token(sasl);
            case SaslAuthenticationException sasl when access.security() == KafkaSecurity.MSK_IAM -> aws(sasl);
            case SaslAuthenticationException sasl ->
                "the broker refuses the user name or password for " + access.security() + " (" + sasl.getMessage()
                        + "); replace it in " + access.credentials().file("") + ", or create the user";
            default -> "the broker refuses the login (" + root(refused) + ")";
        };
    }

    private static String aws(SaslAuthenticationException refused) {
        return "the broker refuses the AWS credentials (" + refused.getMessage()
                + "): its user or role must be allowed kafka-cluster:Connect on the cluster, the credentials must be valid at"
                + " AWS, and the clock right";
    }

    /** The broker does not say what it dislikes, so the own token is looked at. */
    private String token(SaslAuthenticationException refused) {
        Optional<WebToken> own = token(access);
        if (own.isEmpty()) {
            return "the broker refuses the token that " + optional(access, Credentials.TOKEN_ENDPOINT) + " gives"
                    + because(refused);
        }
        WebToken token = own.get();
        String named = "the token of " + token.principalName() + " in "
                + access.credentials().file(Credentials.TOKEN);
        Instant end = Instant.ofEpochMilli(token.lifetimeMs());
        return end.isBefore(now)
                ? named + " expired on " + end + ": renew it"
                : "the broker refuses " + named + ", issued by " + token.issuer() + " for " + token.audience()
                        + because(refused);
    }

    private static String because(SaslAuthenticationException refused) {
        return " (" + refused.getMessage()
                + "): the broker must expect this issuer and audience, and know the issuer's keys";
    }

    /** Empty if it is not in a file, or cannot be read. */
    private static Optional<WebToken> token(CellAccess access) {
        try {
            Credentials own = access.credentials();
            return own.optional(Credentials.TOKEN_ENDPOINT).isEmpty()
                    ? Optional.of(WebToken.read(own))
                    : Optional.empty();
        } catch (UnusableException _) {
            return Optional.empty();
        }
    }

    /** The broker does not say what it dislikes, so the own certificate is looked at. */
    private String certificate() {
        Optional<X509Certificate> own = own(access);
        if (own.isEmpty()) {
            return "the TLS handshake failed and no client certificate is shown; if the broker wants one, set the cell's"
                    + " security to mtls";
        }
        X509Certificate shown = own.get();
        String named = "the client certificate " + shown.getSubjectX500Principal() + " in "
                + access.credentials().file(Credentials.CERTIFICATE);
        if (shown.getNotAfter().toInstant().isBefore(now)) {
            return named + " expired on " + shown.getNotAfter().toInstant() + ": renew it";
        }
        if (shown.getNotBefore().toInstant().isAfter(now)) {
            return named + " is not valid before " + shown.getNotBefore().toInstant() + ": check the clock";
        }
        return "the broker refuses " + named + ", issued by " + shown.getIssuerX500Principal()
                + ": the broker must trust that authority";
    }

    private static Optional<X509Certificate> own(CellAccess access) {
        try {
            return TlsFiles.read(access).own();
        } catch (UnusableException _) {
            return Optional.empty();
        }
    }

    /** What to do about a missing right. Amazon MSK takes rights from IAM, and not from Kafka's ACLs. */
    static String grant(CellAccess access) {
        return access.security() == KafkaSecurity.MSK_IAM
                ? "; allow it in the IAM policy of this principal"
                : "; grant what make acls writes for this principal";
    }

    private String rights(AuthorizationException denied) {
        return switch (denied) {
            case TopicAuthorizationException topics -> topics(topics.unauthorizedTopics());
            case GroupAuthorizationException group ->
                "may not use the consumer group " + group.groupId() + grant(access);
            case TransactionalIdAuthorizationException _ ->
                "may not use its transactional id (" + denied.getMessage() + ")" + grant(access);
            default -> "is denied (" + denied.getMessage() + ")" + grant(access);
        };
    }

    private String topics(Set<String> topics) {
        return "may not use the topics " + String.join(", ", new TreeSet<>(topics)) + grant(access);
    }

    static String root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** The name by which the broker knows this process, as far as it can be read. */
    static String principal(CellAccess access) {
        return switch (access.security()) {
            case PLAINTEXT, TLS -> "anonymous";
            case MTLS ->
                own(access).map(own -> own.getSubjectX500Principal().toString()).orElse("unknown");
            case SCRAM_SHA_256, SCRAM_SHA_512 -> optional(access, Credentials.USERNAME);
            case OAUTHBEARER ->
                token(access).map(WebToken::principalName).orElseGet(() -> optional(access, Credentials.CLIENT_ID));
            case MSK_IAM -> AwsIdentity.ofProcess().principal();
        };
    }

    private static String optional(CellAccess access, String name) {
        try {
            String text = access.credentials().optional(name);
            return text.isEmpty() ? "unknown" : text;
        } catch (UnusableException _) {
            return "unknown";
        }
    }
}

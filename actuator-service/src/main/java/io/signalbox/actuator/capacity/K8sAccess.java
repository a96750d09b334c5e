package io.signalbox.actuator.capacity;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.K8sScale;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The credentials for API servers of Kubernetes, and the authorities whose certificates are trusted. For the cluster of
 * the own pod both come from the pod's service account; for other clusters the token comes from the environment.
 */
public final class K8sAccess {

    /** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api */
    public static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Map<String, String> environment;
    private final Path serviceAccount;
    private final Optional<Path> authorities;
    private final EksTokens eks;
    private @Nullable SSLSocketFactory own;
    private @Nullable SSLSocketFactory others;

    /**
     * @param environment contains the tokens
     *
     * @param serviceAccount the directory with {@code token} and {@code ca.crt}
     * @param authorities the certificates, as PEM, by which the certificates of other clusters' servers are signed;
     *     empty for those that Java trusts
     */
    public K8sAccess(Map<String, String> environment, Path serviceAccount, Optional<Path> authorities, EksTokens eks) {
        this.eks = eks;
        this.environment = Map.copyOf(environment);
        this.serviceAccount = serviceAccount;
        this.authorities = authorities;
    }

    /**
     * Read or created for each call: tokens are valid for minutes, and the token of the pod is replaced while it runs.
     */
    String token(K8sScale where, ActionAttempt turn) throws ActionFailedException {
        if (where.eks() != null) {
            return eks.token(where.eks(), turn.role());
        }
        String variable = where.tokenVariable();
        if (variable != null) {
            String token = environment.getOrDefault(variable, "");
            if (token.isBlank()) {
                throw new ActionFailedException(
                        FailureCause.SECRET_MISSING, "the environment variable " + variable + " is not set", false);
            }
            return header(token, "the environment variable " + variable);
        }
        Path file = serviceAccount.resolve("token");
        try {
            return header(Files.readString(file), file.toString());
        } catch (NoSuchFileException _) {
            throw new ActionFailedException(
                    FailureCause.SECRET_MISSING, "there is no " + file + ", so this is no pod", false);
        } catch (IOException e) {
            throw new ActionFailedException(FailureCause.SECRET_MISSING, file + " cannot be read: " + e, true);
        }
    }

    /** Rejects a value that is not allowed in a header, without showing it. @param where the value's origin */
    private static String header(String text, String where) throws ActionFailedException {
        String token = text.strip();
        if (!token.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new ActionFailedException(
                    FailureCause.SECRET_UNREADABLE,
                    where + " holds no token: it has other characters than a token can have",
                    false);
        }
        return token;
    }

    /** Trust the authorities of the pod's own cluster, and those of all others. Each is made when it is first needed. */
    synchronized SSLSocketFactory tls(K8sScale where) throws ActionFailedException {
        if (where.tokenVariable() == null && where.eks() == null) {
            SSLSocketFactory tls = own == null ? tls(ownAuthorities()) : own;
            own = tls;
            return tls;
        }
        SSLSocketFactory tls = others == null ? tls(authorities) : others;
        others = tls;
        return tls;
    }

    private Optional<Path> ownAuthorities() {
        return Optional.of(serviceAccount.resolve("ca.crt")).filter(Files::exists);
    }

    private static SSLSocketFactory tls(Optional<Path> trusted) throws ActionFailedException {
        return trusted.isPresent()
                ? trusting(trusted.get()).getSocketFactory()
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static SSLContext trusting(Path certificates) throws ActionFailedException {
        try (InputStream pem = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ActionFailedException(
                    FailureCause.AUTHORITIES_UNREADABLE, certificates + " cannot be read as certificates: " + e, true);
        }
    }
}

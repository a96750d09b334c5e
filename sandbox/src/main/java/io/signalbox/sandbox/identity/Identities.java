package io.signalbox.sandbox.identity;

import io.signalbox.sandbox.http.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The identity of each access key. The services of one sandbox share it. Keys of users are not registered: each one belongs to a
 * user of {@link #HOME}, unless a test has added it to another account. Keys of sessions are known only here, and need their
 * session's token. Thread-safe.
 */
public final class Identities {

    /** The account of every user and resource for which nothing else is said. */
    public static final String HOME = "123456789012";

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes */
    private static final String TEMPORARY = "ASIA";

    private final InstantSource clock;
    private final Map<String, Identity> users = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, SessionCredentials> sessions = new HashMap<>();
    private final Policies policies = new Policies();

    public Identities() {
        this(InstantSource.system());
    }

    /** @param clock ends sessions */
    public Identities(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds a user of an account, whose name is its access key. */
    public synchronized void addUser(String accessKey, String account) {
        users.put(accessKey, Identity.user(account, accessKey));
    }

    /** Adds a user of {@link #HOME} with its secret key. While policies are in force, others than added users are unknown. */
    public synchronized void addUserWithSecret(String accessKey, String secretKey) {
        addUser(accessKey, HOME);
        secrets.put(accessKey, secretKey);
    }

    /** What each user and role is allowed. */
    public Policies policies() {
        return policies;
    }

    /** Begins a session of a role. */
    public synchronized SessionCredentials assume(String role, String sessionName, Duration lasts) {
        String key = TEMPORARY + String.format("%016d", sessions.size() + 1);
        Instant expires = clock.instant().plus(lasts).truncatedTo(ChronoUnit.SECONDS);
        var session = new SessionCredentials(
                Identity.session(role, sessionName), key, "secret-of-" + key, "token-of-" + key, expires);
        sessions.put(key, session);
        return session;
    }

    /** The session of an access key; empty for a user's. */
    public synchronized Optional<SessionCredentials> session(String accessKey) {
        return Optional.ofNullable(sessions.get(accessKey));
    }

    /**
     * The signer of a request, whose signature is checked while policies are in force.
     *
     * @param accessKey of the signature
     * @throws InvalidCredentialsException if AWS would refuse every such request, whatever it asks for
     */
    public Identity signerOf(ReceivedRequest request, String accessKey) throws InvalidCredentialsException {
        Identity signer = of(accessKey, request.header("X-Amz-Security-Token"));
        if (policies.areInForce()) {
            SignedRequest.of(request).require(secret(accessKey), Instant.now());
        }
        return signer;
    }

    private synchronized String secret(String accessKey) throws InvalidCredentialsException {
        SessionCredentials session = sessions.get(accessKey);
        String secret = session == null ? secrets.get(accessKey) : session.secretKey();
        if (secret == null) {
            throw InvalidCredentialsException.unknown();
        }
        return secret;
    }

    /**
     * The signer of a request.
     *
     * @param token of the session; empty if the request has none
     * @throws InvalidCredentialsException if AWS would refuse every request with these credentials
     */
    public synchronized Identity of(String accessKey, String token) throws InvalidCredentialsException {
        SessionCredentials session = sessions.get(accessKey);
        if (session == null) {
            if (accessKey.startsWith(TEMPORARY) || !token.isEmpty()) {
                throw InvalidCredentialsException.unknown();
            }
            return users.getOrDefault(accessKey, Identity.user(HOME, accessKey));
        }
        if (!session.token().equals(token)) {
            throw InvalidCredentialsException.unknown();
        }
        if (clock.instant().isAfter(session.expires())) {
            throw InvalidCredentialsException.expired();
        }
        return session.identity();
    }
}

package io.signalbox.sandbox.kafka;

import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.acl.Grant;
import io.signalbox.contract.acl.Principal;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.sandbox.certificates.Authority;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that knows its clients by their certificates and gives each only the rights of the {@link AccessTable}. Its plaintext
 * listener stays for what watches the sandbox: anonymous clients have the rights of the viewer and no more.
 */
public final class Security {

    /** System property: {@code mtls} secures the brokers of every world. Default: plaintext. */
    public static final String PROPERTY = "signalbox.kafka";

    /** A principal that has a certificate and no rights: its refusals are expected. */
    public static final String STRANGER = "stranger";

    static final String LISTENER = "SECURE";

    /** The broker's own principal, which may do everything. */
    static final String BROKER = "broker";

    private static final String HOST = "127.0.0.1";
    private static final int LIMIT_SECONDS = 30;

    private final Authority authority;
    private final List<Principal> principals;

    /** @param directory for certificates */
    public Security(Path directory, List<VantageName> vantages) {
        this(directory, vantages, HOST);
    }

    /** @param host the broker's host name or address, which clients compare with its certificate */
    public Security(Path directory, List<VantageName> vantages, String host) {
        authority = new Authority("authority", directory);
        principals = AccessTable.of(vantages);
        authority.issue(BROKER, host, Authority.VALID);
        authority.issue(STRANGER, host, Authority.VALID);
        principals.forEach(principal -> authority.issue(principal.name(), host, Authority.VALID));
    }

    /** @throws IllegalStateException if {@link #PROPERTY} is neither of the two that a broker here can have */
    public static KafkaSecurity wanted() {
        String word = System.getProperty(PROPERTY, KafkaSecurity.PLAINTEXT.toString());
        return KafkaSecurity.of(word)
                .filter(Set.of(KafkaSecurity.PLAINTEXT, KafkaSecurity.MTLS)::contains)
                .orElseThrow(() -> new IllegalStateException(PROPERTY + ": expected " + KafkaSecurity.PLAINTEXT + " or "
                        + KafkaSecurity.MTLS + ", got \"" + word + "\""));
    }

    public Authority authority() {
        return authority;
    }

    public List<Principal> principals() {
        return principals;
    }

    /** The folder with the certificates of a principal. */
    public Path credentials(String principal) {
        return authority.folder(principal);
    }

    /** Kafka's properties for a client of a principal. */
    public Map<String, Object> client(String principal, String bootstrap) {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                authority.identity(principal).toString(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.certificate().toString());
    }

    /** The broker's settings besides its listeners. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:" + BROKER);
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/,DEFAULT");
        settings.put("ssl.client.auth", "required");
        settings.put("inter.broker.listener.name", LISTENER);
        client(BROKER, "").forEach((key, value) -> {
            if (key.startsWith("ssl.")) {
                settings.put(key, value.toString());
            }
        });
        return settings;
    }

    /** Gives each principal its rights, once the broker serves. Returns when the authorizer knows them. */
    public void grant(String bootstrap) {
        var acls = new HashSet<AclBinding>();
        principals.forEach(
                principal -> principal.grants().forEach(grant -> acls.addAll(bindings(principal.name(), grant))));
        AccessTable.viewer().grants().forEach(grant -> acls.addAll(bindings("ANONYMOUS", grant)));
        try (var admin = Admin.create(client(BROKER, bootstrap))) {
            admin.createAcls(acls).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            awaitKnown(admin, acls);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the ACLs cannot be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating ACLs", e);
        }
    }

    private static void awaitKnown(Admin admin, Set<AclBinding> acls)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!admin.describeAcls(AclBindingFilter.ANY)
                .values()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .containsAll(acls)) {
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException("the authorizer does not know all ACLs");
            }
        }
    }

    private static List<AclBinding> bindings(String user, Grant grant) {
        var pattern = new ResourcePattern(
                ResourceType.valueOf(grant.resource().name()),
                grant.name(),
                grant.prefix() ? PatternType.PREFIXED : PatternType.LITERAL);
        return grant.operations().stream()
                .map(operation -> new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:" + user, "*", AclOperation.valueOf(operation.name()), AclPermissionType.ALLOW)))
                .toList();
    }
}

package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.signalbox.actuator.aws.GlobalRegions;
import io.signalbox.actuator.aws.RoleCredentialsProvider;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.actuator.credentials.RoleCredentials;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.CellShare;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Topology;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Replaces the quarkus-amazon-route53 extension, with its configuration keys; a client that the extension produces is
 * used instead (docs/adr/0001-aws-sdk-instead-of-quarkus-amazon.md). Its credentials are used for every AWS service.
 */
@Dependent
public class Route53Clients {

    /** A role that the credentials assume. */
    static final String ROLE = "signalbox.aws.role";

    /** The external id that the role's trust policy demands. */
    static final String EXTERNAL_ID = "signalbox.aws.external-id";

    @Produces
    @Singleton
    @DefaultBean
    Route53Client client(
            @ConfigProperty(name = "quarkus.route53.endpoint-override") Optional<URI> endpoint,
            GlobalRegions regions,
            AwsCredentialsProvider credentials) {
        return client(endpoint, regions.route53(null), credentials, AwsTransport.once());
    }

    /** A client with other credentials, and the same endpoint if one is configured. */
    static Route53Client client(
            Optional<URI> endpoint,
            Region region,
            AwsCredentialsProvider credentials,
            ClientOverrideConfiguration.Builder settings) {
        var builder = Route53Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(AwsTransport.http())
                .overrideConfiguration(settings.build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Produces
    @Singleton
    GlobalRegions regions(@ConfigProperty(name = "quarkus.route53.aws.region") Optional<String> region) {
        return new GlobalRegions(region.map(Region::of));
    }

    @Produces
    @Singleton
    Route53Accounts accounts(
            @ConfigProperty(name = "quarkus.route53.endpoint-override") Optional<URI> endpoint,
            @ConfigProperty(name = "signalbox.aws.role") Optional<String> role,
            @ConfigProperty(name = "signalbox.aws.account") Optional<String> account,
            Route53Client own,
            RoleCredentials credentials,
            GlobalRegions regions,
            ActuatorSettings settings,
            ActuatorTopologies topologies,
            MeterRegistry meters) {
        double ofAllCells = settings.route53().requestsPerSecond();
        return accounts(
                endpoint,
                ownAccount(role, account),
                own,
                credentials,
                regions,
                CellShare.of(topologies::current, new CellName(settings.cell()), ofAllCells),
                topologies::current,
                meters);
    }

    static Route53Accounts accounts(
            Optional<URI> endpoint,
            String ownAccount,
            Route53Client own,
            RoleCredentialsProvider credentials,
            GlobalRegions regions,
            CellShare share,
            Supplier<Topology> topology,
            MeterRegistry meters) {
        return new Route53Accounts(
                credentials,
                (role, budget) -> new Route53Provider(
                        role == null
                                ? own
                                : client(endpoint, regions.route53(role), credentials.of(role), AwsTransport.once()),
                        meters,
                        budget,
                        () -> topology.get().healthCheckNames(role)),
                share,
                ownAccount);
    }

    /** Empty if no setting tells it. */
    static String ownAccount(Optional<String> role, Optional<String> account) {
        return role.filter(AwsRole::isArn)
                .map(arn -> new AwsRole(arn, null).account())
                .or(() -> account)
                .orElse("");
    }

    void close(@Disposes Route53Client client) {
        client.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    AwsCredentialsProvider provider(ProcessCredentials credentials) {
        return credentials.provider();
    }

    /** The roles are assumed with the credentials of {@link #provider}, whoever produces them. */
    @Produces
    @Singleton
    RoleCredentials roles(AwsCredentialsProvider provider, ProcessCredentials credentials) {
        return new RoleCredentials(new ProcessCredentials(provider, credentials.source()), AwsTransport::sts);
    }

    void close(@Disposes RoleCredentials roles) {
        roles.close();
    }

    /** The account that the credentials must belong to. */
    static final String ACCOUNT = "signalbox.aws.account";

    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

    @Produces
    @Singleton
    ProcessCredentials credentials(
            @ConfigProperty(name = "quarkus.route53.aws.credentials.type", defaultValue = "default") String type,
            @ConfigProperty(name = "quarkus.route53.aws.credentials.static-provider.access-key-id")
                    Optional<String> accessKeyId,
            @ConfigProperty(name = "quarkus.route53.aws.credentials.static-provider.secret-access-key")
                    Optional<String> secretAccessKey,
            @ConfigProperty(name = "signalbox.aws.role") Optional<String> role,
            @ConfigProperty(name = "signalbox.aws.external-id") Optional<String> externalId,
            @ConfigProperty(name = "signalbox.aws.account") Optional<String> account) {
        if (role.isEmpty() && externalId.isPresent()) {
            throw new IllegalArgumentException(EXTERNAL_ID + ": expected only with " + ROLE);
        }
        ProcessCredentials own = own(type, accessKeyId, secretAccessKey);
        ProcessCredentials used = role.map(
                        arn -> own.assuming(new AwsRole(arn, externalId.orElse(null)), AwsTransport::sts))
                .orElse(own);
        return account.map(Route53Clients::accountId)
                .map(id -> used.ofAccount(id, AwsTransport::sts))
                .orElse(used);
    }

    private static String accountId(String text) {
        if (!ACCOUNT_ID.matcher(text).matches()) {
            throw new IllegalArgumentException(ACCOUNT + ": expected 12 digits, got \"" + text + "\"");
        }
        return text;
    }

    /** Those of a command. */
    ProcessCredentials credentials(CommandSettings own) {
        return credentials(
                own.value("quarkus.route53.aws.credentials.type").orElse("default"),
                own.value("quarkus.route53.aws.credentials.static-provider.access-key-id"),
                own.value("quarkus.route53.aws.credentials.static-provider.secret-access-key"),
                own.value(ROLE),
                own.value(EXTERNAL_ID),
                own.value(ACCOUNT));
    }

    void close(@Disposes ProcessCredentials credentials) {
        credentials.close();
    }

    private static ProcessCredentials own(String type, Optional<String> accessKeyId, Optional<String> secretAccessKey) {
        return switch (type) {
            case "default" -> ProcessCredentials.find(AwsTransport::sts);
            case "static" -> {
                String key = present("access-key-id", accessKeyId);
                var provider = StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key, present("secret-access-key", secretAccessKey)));
                yield ProcessCredentials.told(provider, "the access key " + key);
            }
            default ->
                throw new IllegalArgumentException(
                        "quarkus.route53.aws.credentials.type: expected default or static, got \"" + type + "\"");
        };
    }

    private static String present(String key, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("quarkus.route53.aws.credentials.static-provider."
                + key + ": expected with credentials.type=static, got nothing"));
    }
}

package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.aws.GlobalRegions;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.HealthCheckStore;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.actuator.credentials.RoleCredentials;
import io.signalbox.actuator.dns.Addresses;
import io.signalbox.actuator.dns.Delegation;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.dns.DnsServerAddresses;
import io.signalbox.actuator.rfc2136.Rfc2136Zones;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.CellShare;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;

/** The DNS providers and credentials of a command, with the settings of the service. Starts nothing of the service. */
final class CommandAccess implements AutoCloseable {

    private static final Route53Clients CLIENTS = new Route53Clients();

    private final CommandSettings own;
    private final ProcessCredentials credentials;
    private final RoleCredentials roles;
    private final Route53Client client;
    private final GlobalRegions regions;
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private CommandAccess(CommandSettings own, ProcessCredentials credentials) {
        this.own = own;
        this.credentials = credentials;
        this.roles = new RoleCredentials(credentials, AwsTransport::sts);
        this.regions = new GlobalRegions(own.value("quarkus.route53.aws.region").map(Region::of));
        this.client =
                Route53Clients.client(endpoint(), regions.route53(null), credentials.provider(), AwsTransport.once());
    }

    static CommandAccess open(CommandSettings own) {
        return new CommandAccess(own, CLIENTS.credentials(own));
    }

    private Optional<URI> endpoint() {
        return own.value("quarkus.route53.endpoint-override").map(URI::create);
    }

    /**
     * The reason why no request can be signed; empty if one can. The caller prints it once, and not for each service.
     */
    Optional<String> unsigned() {
        return OwnAccount.unsigned(credentials);
    }

    /** The same for what these services need: names at other providers need no AWS credentials. */
    Optional<String> unsigned(Topology topology) {
        return topology.services().stream().anyMatch(service -> service.dns().provider() == Dns.Provider.ROUTE53)
                ? unsigned()
                : Optional.empty();
    }

    /** The process's identities at AWS: with its own credentials, and with each role of these zones. */
    Map<String, CallerIdentity> identities(Topology topology) {
        var identities = new LinkedHashMap<String, CallerIdentity>();
        identities.put("own", CallerIdentity.of(credentials, AwsTransport::sts));
        topology.roles()
                .forEach(role -> identities.put(role.arn(), CallerIdentity.of(roles.named(role), AwsTransport::sts)));
        return identities;
    }

    /** The name servers of the settings, or each zone's own. */
    AuthoritativeServers servers(DnsProvider provider) {
        return new DirectQueries(NameServersBySettings.of(dns(), provider, InstantSource.system(), meters));
    }

    private ActuatorSettings.DnsSettings dns() {
        return new ActuatorSettings.DnsSettings() {
            @Override
            public Optional<List<String>> servers() {
                return list(NameServersBySettings.SERVERS);
            }

            @Override
            public Optional<List<String>> resolvers() {
                return list(NameServersBySettings.RESOLVERS);
            }
        };
    }

    private Optional<List<String>> list(String key) {
        return own.value(key).map(text -> List.of(text.split(",")));
    }

    /** Route 53 with the credentials of the process, for names that are in no topology. */
    Route53Provider route53() {
        return new Route53Provider(client, meters, new RequestBudget(this::perSecond), Set::of);
    }

    /** The providers of a topology's zones. */
    Zones zones(Supplier<Topology> topology, Map<String, String> environment) {
        Route53Accounts accounts = Route53Clients.accounts(
                endpoint(),
                Route53Clients.ownAccount(own.value(Route53Clients.ROLE), own.value(Route53Clients.ACCOUNT)),
                client,
                roles,
                regions,
                CellShare.alone(() -> perSecond() / topology.get().cells().size()),
                topology,
                meters);
        var rfc2136 = new Rfc2136Zones(environment, InstantSource.system(), meters);
        return new Zones(accounts, new DnsProviders(topology, accounts::zones, rfc2136));
    }

    /** @param accounts with their health checks */
    record Zones(Route53Accounts accounts, DnsProviders provider) {

        HealthCheckStore healthChecks(Service service) {
            return accounts.of(service.dns().role()).healthChecks();
        }
    }

    /** The limit of the whole account. */
    private double perSecond() {
        return own.number("signalbox.route53.requests-per-second", ActuatorSettings.REQUESTS_PER_SECOND);
    }

    Delegation delegation() {
        return new Delegation(Addresses.lookedUp(list(NameServersBySettings.RESOLVERS)
                .map(given -> DnsServerAddresses.parse(NameServersBySettings.RESOLVERS, given))
                .orElse(List.of())));
    }

    @Override
    public void close() {
        client.close();
        roles.close();
        credentials.close();
    }
}

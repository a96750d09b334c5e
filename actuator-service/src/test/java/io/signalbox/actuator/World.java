package io.signalbox.actuator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.dns.NameServers;
import io.signalbox.actuator.reachability.SocketProbe;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.actuator.step.Claim;
import io.signalbox.actuator.step.DataPlaneFence;
import io.signalbox.actuator.step.DescribedCommands;
import io.signalbox.actuator.step.DnsAdopt;
import io.signalbox.actuator.step.DnsReadopt;
import io.signalbox.actuator.step.DnsSwitch;
import io.signalbox.actuator.step.FenceGuard;
import io.signalbox.actuator.step.FenceSwap;
import io.signalbox.actuator.step.NameReachability;
import io.signalbox.actuator.step.Preconditions;
import io.signalbox.actuator.step.PropagationCheck;
import io.signalbox.actuator.step.StepDispatcher;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.identity.Identities;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;

/** A strict Route 53 with the zone example.com, its name server, and the steps in front of them. */
public final class World implements AutoCloseable {

    private static final double UNLIMITED = 1_000_000;

    public final Identities identities = new Identities();
    public final Route53 route53 = Route53.start(Pace.INSTANT, identities);
    public final HostedZone zone;
    public final NameServer nameServer;
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Outside outside = new Outside(meters, identities);
    private boolean described = true;
    private final DirectQueries queries;
    private final SocketProbe probe =
            new SocketProbe((SSLSocketFactory) SSLSocketFactory.getDefault(), () -> AllowedAddresses.NONE);
    private final Route53Client client = client(route53);

    public World() {
        this(route53 -> route53.createZone(Orders.ZONE));
    }

    private World(Function<Route53, HostedZone> created) {
        zone = created.apply(route53);
        nameServer = NameServer.start(route53, Map.of());
        queries = new DirectQueries(NameServers.fixed(List.of(nameServer.address())));
    }

    /** Its zone has an id that is known before. */
    public static World withZone(String id) {
        return new World(route53 -> route53.createZoneWithId(id, Orders.ZONE));
    }

    public static Route53Client client(Route53 route53) {
        return Route53Client.builder()
                .region(Region.AWS_GLOBAL)
                .endpointOverride(route53.endpoint())
                .credentialsProvider(Outside.CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** As in a process of its own, with nobody to share the account with. */
    public Route53Provider provider() {
        return provider(UNLIMITED);
    }

    public Route53Provider provider(double requestsPerSecond) {
        return new Route53Provider(client, meters, new RequestBudget(() -> requestsPerSecond), Set::of);
    }

    public NameReachability reachability() {
        return new NameReachability(queries, probe);
    }

    public AuthoritativeServers servers() {
        return queries;
    }

    /** No service here has a signal. */
    public DataPlaneFence dataPlane() {
        return new DataPlaneFence(new NoSignals(), queries);
    }

    /** Commands here are about other records than {@link Orders#service} has, so they are not compared with it. */
    public World undescribed() {
        described = false;
        return this;
    }

    /** As a process that has just started has them: nothing is known of what was done before. */
    public StepDispatcher steps() {
        return steps(queries);
    }

    public StepDispatcher steps(AuthoritativeServers servers) {
        var clock = InstantSource.system();
        var preconditions = new Preconditions(Orders::topology, new FormerServices(clock), clock);
        var fence = new FenceSwap(provider(), servers, preconditions);
        var guard = new FenceGuard(provider(), dataPlane(), preconditions, clock);
        return new StepDispatcher(
                described ? Orders.described(new DescribedCommands(preconditions, meters)) : _ -> Optional.empty(),
                new DnsSwitch(
                        fence, new PropagationCheck(provider(), servers, new NameReachability(servers, probe), clock)),
                (_, _) -> AttemptResult.failed("no-signal", "no service here has a signal", false),
                new DnsAdopt(provider(), preconditions, clock),
                new DnsReadopt(provider(), new NoSignals(), preconditions, clock),
                new Claim(fence, clock),
                outside.actions(guard),
                clock,
                meters);
    }

    public void seed(List<RecordSet> records) {
        seed(records, List.of());
    }

    public void seed(List<RecordSet> traffic, List<RecordSet> fence) {
        zone.seed(Stream.concat(traffic.stream(), fence.stream())
                .map(ResourceRecordSet::of)
                .toList());
    }

    /** All that is stored, but for what every zone has. */
    public Set<ResourceRecordSet> stored() {
        return zone.accepted().all().stream()
                .filter(set -> !set.type().equals("NS") && !set.type().equals("SOA"))
                .collect(Collectors.toSet());
    }

    public static Set<ResourceRecordSet> sets(List<RecordSet> traffic) {
        return sets(traffic, List.of());
    }

    public static Set<ResourceRecordSet> sets(List<RecordSet> traffic, List<RecordSet> fence) {
        return Stream.concat(traffic.stream(), fence.stream())
                .map(ResourceRecordSet::of)
                .collect(Collectors.toSet());
    }

    /** How many changes were accepted. */
    public long accepted() {
        return route53.calls().stream().filter(Call::accepted).count();
    }

    @Override
    public void close() {
        probe.close();
        queries.close();
        client.close();
        outside.close();
        nameServer.close();
        route53.close();
    }
}

package io.signalbox.actuator;

import static io.signalbox.actuator.Orders.DIGEST;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.actuator.core.Signals;
import io.signalbox.actuator.core.TrafficControls;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.dns.NameServers;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.actuator.signal.S3Signals;
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
import io.signalbox.actuator.step.SignalProof;
import io.signalbox.actuator.step.SignalReconciler;
import io.signalbox.actuator.step.SignalSwitch;
import io.signalbox.actuator.step.SignalledProvider;
import io.signalbox.actuator.step.StepDispatcher;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalControls;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.RecoveryControl;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.s3.StoredObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.s3.S3Client;

/** A service whose standby takes over by a signal: Route 53 whose health check reads it, a name server, and S3. */
public final class SignalWorld implements AutoCloseable {

    public static final String EAST_CONTROL =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/0f/routingcontrol/east";
    public static final String WEST_CONTROL =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/0f/routingcontrol/west";
    public static final SignalObject SIGNAL = new SignalObject("orders-signal", "signalbox/orders", "us-west-2");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 100_000;

    public final Identities identities = new Identities();
    public final Route53 route53 = Route53.start(Pace.INSTANT, identities);
    public final HostedZone zone = route53.createZone(ZONE);
    public final NameServer nameServer = NameServer.start(route53, Map.of());
    public final S3 s3 = S3.start(identities);
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DirectQueries queries = new DirectQueries(NameServers.fixed(List.of(nameServer.address())));
    private final Route53Client client = World.client(route53);
    private final S3Client objects = objects(Outside.CREDENTIALS);
    private final S3Client stranger = objects(AnonymousCredentialsProvider.create());
    private final String healthCheck;
    private final @Nullable Outside controlled;

    /** Traffic is at home. */
    public SignalWorld(Fence fence) {
        this(fence, true);
    }

    /** @param open whether everybody may read the signal */
    public SignalWorld(Fence fence, boolean open) {
        this(fence, open, null);
    }

    /** Two routing controls move the traffic, and follow the signal, which nobody else reads. */
    public static SignalWorld controlled(Fence fence, Outside outside) {
        boolean home = fence.active().equals(EAST);
        outside.cloud.recoveryControl().put(EAST_CONTROL, home);
        outside.cloud.recoveryControl().put(WEST_CONTROL, !home);
        return new SignalWorld(fence, false, outside);
    }

    private SignalWorld(Fence fence, boolean open, @Nullable Outside controlled) {
        this.controlled = controlled;
        s3.createBucket(SIGNAL.bucket());
        if (open) {
            s3.makePublic(SIGNAL.bucket(), SIGNAL.key());
        }
        healthCheck = controlled == null ? readsTheSignal() : followsTheControl(controlled);
        zone.seed(Stream.concat(records().stream(), Orders.record(fence).stream())
                .map(ResourceRecordSet::of)
                .toList());
        if (fence.active().equals(WEST)) {
            s3.put(SIGNAL.bucket(), SIGNAL.key(), fence.text());
        }
        awaitAnswer(fence.active().equals(WEST) ? WEST_ADDRESS : EAST_ADDRESS);
    }

    private String followsTheControl(Outside outside) {
        return route53.healthChecks()
                .follow(() -> outside.cloud.recoveryControl().state(EAST_CONTROL));
    }

    private String readsTheSignal() {
        return client.createHealthCheck(request -> request.callerReference("signal")
                        .healthCheckConfig(config -> config.type(HealthCheckType.HTTP)
                                .ipAddress("127.0.0.1")
                                .port(s3.endpoint().getPort())
                                .resourcePath("/" + SIGNAL.bucket() + "/" + SIGNAL.key())
                                .failureThreshold(1)
                                .inverted(true)))
                .healthCheck()
                .id();
    }

    /** The place of the signal, and the controls that follow it. */
    private SignalObject signalObject() {
        if (controlled == null) {
            return SIGNAL;
        }
        var urls = controlled.cloud.recoveryControl().endpoints();
        List<SignalControls.Endpoint> endpoints = IntStream.range(0, urls.size())
                .mapToObj(i -> new SignalControls.Endpoint(
                        RecoveryControl.REGIONS.get(i), urls.get(i).toString()))
                .toList();
        return new SignalObject(
                SIGNAL.bucket(),
                SIGNAL.key(),
                SIGNAL.region(),
                new SignalControls(endpoints, EAST_CONTROL, WEST_CONTROL),
                null);
    }

    private S3Client objects(AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .forcePathStyle(true)
                .region(Region.US_WEST_2)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    public Service service() {
        Service orders = Orders.service();
        var dns = new Dns(
                Dns.Provider.ROUTE53,
                ZONE,
                Set.of(RecordType.A),
                Duration.ofSeconds(60),
                Dns.Routing.FAILOVER,
                null,
                null,
                null,
                true,
                Dns.OnDrift.HOLD,
                signalObject());
        return new Service(
                orders.name(),
                HOSTNAME,
                dns,
                List.of(
                        site(orders.sites().getFirst(), EAST_ADDRESS, healthCheck),
                        site(orders.sites().getLast(), WEST_ADDRESS, null)),
                orders.policy());
    }

    private static Site site(Site site, String address, String healthCheck) {
        return new Site(
                site.name(),
                site.priority(),
                new Address.Addresses(List.of(address), List.of()),
                address,
                false,
                List.of(),
                0,
                healthCheck);
    }

    public Topology topology() {
        return new Topology(
                List.of(),
                List.of(),
                List.of(),
                List.of(service()),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                DIGEST);
    }

    public List<RecordSet> records() {
        return Records.of(service(), EAST);
    }

    public SignalStore signals() {
        return new S3Signals(new Calls<>("s3", _ -> objects, meters), new Calls<>("s3", _ -> stranger, meters));
    }

    public DnsProvider records53() {
        return new Route53Provider(client, meters, new RequestBudget(() -> MANY), Set::of);
    }

    public AuthoritativeServers servers() {
        return queries;
    }

    public SignalReconciler reconciler() {
        return new SignalReconciler(records53(), signals(), steering());
    }

    private TrafficControls steering() {
        return controlled == null
                ? (_, _, _) -> {
                    throw new UnsupportedOperationException("no routing controls here");
                }
                : controlled.steering();
    }

    private Preconditions preconditions() {
        return new Preconditions(this::topology, new FormerServices(InstantSource.system()), InstantSource.system());
    }

    /** Fences as they are, the signal included. */
    public DnsProvider provider() {
        return new SignalledProvider(records53(), new Signals(this::topology, signals()));
    }

    public FenceGuard guard() {
        return new FenceGuard(
                provider(), new DataPlaneFence(signals(), queries), preconditions(), InstantSource.system());
    }

    /** As a process that has just started has them: nothing is known of what was done before. */
    public StepDispatcher steps(Outside outside) {
        var clock = InstantSource.system();
        var fence = new FenceSwap(provider(), queries, preconditions());
        return new StepDispatcher(
                Orders.described(new DescribedCommands(preconditions(), meters)),
                new DnsSwitch(
                        fence,
                        new PropagationCheck(
                                provider(),
                                queries,
                                new NameReachability(queries, (_, _, _, _) -> Optional.empty()),
                                clock)),
                new SignalSwitch(
                        fence, signals(), steering(), preconditions(), new SignalProof(records53(), queries, clock)),
                new DnsAdopt(provider(), preconditions(), clock),
                new DnsReadopt(records53(), signals(), preconditions(), clock),
                new Claim(fence, clock),
                outside.actions(guard()),
                clock,
                meters);
    }

    public Command move(Fence expected, Fence next) {
        boolean raised = next.active().equals(WEST);
        return Orders.command(
                expected,
                next,
                new StepArguments.SignalSwitch(ZONE, HOSTNAME, next.active(), signalObject(), raised, records()));
    }

    /** Asks again and again, each time as a new process, until it is no longer in progress. */
    public StepOutcome carryThrough(StepDispatcher steps, Command first) {
        var command = new Command[] {first};
        var outcome = new StepOutcome[] {steps.attempt(first)};
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!(outcome[0].result() instanceof InProgress(Duration _, String token, boolean _, String _))) {
                return true;
            }
            command[0] = Orders.again(command[0], token);
            outcome[0] = steps.attempt(command[0]);
            return false;
        });
        return outcome[0];
    }

    /** What the signal says; empty when there is none. */
    public Optional<Fence> signal() {
        return s3.object(SIGNAL.bucket(), SIGNAL.key()).map(StoredObject::text).map(Fence::parse);
    }

    public void signal(Fence fence) {
        s3.put(SIGNAL.bucket(), SIGNAL.key(), fence.text());
    }

    /** What the record says, as Route 53 has stored it. */
    public Fence record() {
        return FenceReading.of(zone.accepted().named(Fence.recordName(HOSTNAME)).stream()
                        .flatMap(set -> set.values().stream())
                        .map(value -> value.substring(1, value.length() - 1))
                        .toList())
                .fence();
    }

    /** The record is deleted by another writer. */
    public void removeRecord() {
        replace(RRType.TXT, List.of());
    }

    /** The record has become another one. */
    public void rewriteRecord(Fence fence) {
        replace(RRType.TXT, Orders.record(fence));
    }

    /** The traffic records are replaced by another writer. */
    public void replaceRecords(List<RecordSet> others) {
        replace(RRType.A, others);
    }

    private void replace(RRType type, List<RecordSet> others) {
        var live = client.listResourceRecordSets(request -> request.hostedZoneId(zone.id()))
                .resourceRecordSets();
        List<Change> changes = Stream.concat(
                        live.stream().filter(set -> set.type() == type).map(set -> Change.builder()
                                .action(ChangeAction.DELETE)
                                .resourceRecordSet(set)
                                .build()),
                        others.stream().map(SignalWorld::creation))
                .toList();
        var _ = client.changeResourceRecordSets(
                request -> request.hostedZoneId(zone.id()).changeBatch(batch -> batch.changes(changes)));
    }

    private static Change creation(RecordSet record) {
        var set = software.amazon.awssdk.services.route53.model.ResourceRecordSet.builder()
                .name(record.name())
                .type(record.type().name())
                .ttl(record.ttlSeconds())
                .setIdentifier(record.setIdentifier())
                .weight(record.weight())
                .resourceRecords(record.values().stream()
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
        return Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set)
                .build();
    }

    /** Every request to Route 53 is answered with an error of its own; its name servers go on. */
    public void loseControlPlane() {
        for (Operation operation : Operation.values()) {
            route53.faults().inject(operation, new Fault.Error(503, "ServiceUnavailable", "away"), MANY);
        }
    }

    /** No request to Route 53 is answered at all. */
    public void silenceControlPlane() {
        for (Operation operation : Operation.values()) {
            route53.faults().inject(operation, new Fault.Delay(Duration.ofHours(1)), MANY);
        }
    }

    public void regainControlPlane() {
        route53.faults().clear();
    }

    public void awaitAnswer(String address) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(answer()).containsExactly(address));
    }

    public List<String> answer() {
        var question = new AuthoritativeServers.Question(HOSTNAME, RecordType.A);
        return queries.ask(ZONE, List.of(question)).getFirst().replies().get(question)
                        instanceof AuthoritativeServers.Answered(List<String> values)
                ? values
                : List.of();
    }

    @Override
    public void close() {
        queries.close();
        client.close();
        objects.close();
        stranger.close();
        nameServer.close();
        route53.close();
        s3.close();
    }
}

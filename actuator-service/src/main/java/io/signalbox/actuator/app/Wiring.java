package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.aws.GlobalRegions;
import io.signalbox.actuator.cloudtrail.CloudTrailWriters;
import io.signalbox.actuator.cloudtrail.ZoneAccounts;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.NameProbe;
import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.actuator.core.Signals;
import io.signalbox.actuator.core.TrafficControls;
import io.signalbox.actuator.credentials.RoleCredentials;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.kafka.CommandConsumer;
import io.signalbox.actuator.kafka.KafkaOutcomes;
import io.signalbox.actuator.kafka.RejectedCommands;
import io.signalbox.actuator.reachability.SocketProbe;
import io.signalbox.actuator.rfc2136.Rfc2136Zones;
import io.signalbox.actuator.signal.S3Signals;
import io.signalbox.actuator.step.ActionExecutors;
import io.signalbox.actuator.step.Claim;
import io.signalbox.actuator.step.DescribedCommands;
import io.signalbox.actuator.step.DnsAdopt;
import io.signalbox.actuator.step.DnsReadopt;
import io.signalbox.actuator.step.DnsSwitch;
import io.signalbox.actuator.step.FenceSwap;
import io.signalbox.actuator.step.NameReachability;
import io.signalbox.actuator.step.Preconditions;
import io.signalbox.actuator.step.PropagationCheck;
import io.signalbox.actuator.step.SignalProof;
import io.signalbox.actuator.step.SignalReconciler;
import io.signalbox.actuator.step.SignalSwitch;
import io.signalbox.actuator.step.SignalledProvider;
import io.signalbox.actuator.step.StepDispatcher;
import io.signalbox.actuator.watch.DriftWatch;
import io.signalbox.actuator.watch.FenceWatch;
import io.signalbox.actuator.watch.SignalWatch;
import io.signalbox.actuator.watch.WatchRounds;
import io.signalbox.contract.name.CellName;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** Puts the parts together. */
@Dependent
public class Wiring {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Records as they are stored, without what signals say. */
    @Produces
    @Singleton
    @Typed(DnsProviders.class)
    DnsProviders records(
            Route53Accounts accounts, ActuatorTopologies topologies, InstantSource clock, MeterRegistry meters) {
        return new DnsProviders(topologies::current, accounts::zones, new Rfc2136Zones(System.getenv(), clock, meters));
    }

    /** The provider that every step and every reader of a fence uses. */
    @Produces
    @Singleton
    DnsProvider provider(DnsProviders records, SignalStore signals, ActuatorTopologies topologies) {
        return new SignalledProvider(records, new Signals(topologies::current, signals));
    }

    @Produces
    @Singleton
    SignalStore signals(AwsClients aws, MeterRegistry meters) {
        return new S3Signals(
                new Calls<>("s3", aws.byRegion(AwsClients::s3), meters),
                new Calls<>("s3", aws.withoutCredentials(AwsClients::s3), meters));
    }

    @Produces
    @Singleton
    AuthoritativeServers servers(
            ActuatorSettings settings, DnsProviders records, InstantSource clock, MeterRegistry meters) {
        return new DirectQueries(NameServersBySettings.of(settings.dns(), records, clock, meters));
    }

    @Produces
    @Singleton
    SocketProbe probe(ActuatorTopologies topologies) {
        return new SocketProbe(
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                () -> topologies.current().allowed());
    }

    void close(@Disposes SocketProbe probe) {
        probe.close();
    }

    @Produces
    @Singleton
    Preconditions preconditions(ActuatorTopologies topologies, InstantSource clock) {
        return new Preconditions(topologies::current, topologies.former(), clock);
    }

    @Produces
    @Singleton
    StepDispatcher steps(
            DnsProvider provider,
            DnsProviders records,
            SignalStore signals,
            TrafficControls controls,
            AuthoritativeServers servers,
            NameProbe probe,
            Preconditions preconditions,
            ActionExecutors actions,
            InstantSource clock,
            MeterRegistry meters) {
        var fence = new FenceSwap(provider, servers, preconditions);
        return new StepDispatcher(
                new DescribedCommands(preconditions, meters)::objection,
                new DnsSwitch(
                        fence, new PropagationCheck(provider, servers, new NameReachability(servers, probe), clock)),
                new SignalSwitch(fence, signals, controls, preconditions, new SignalProof(records, servers, clock)),
                new DnsAdopt(provider, preconditions, clock),
                new DnsReadopt(records, signals, preconditions, clock),
                new Claim(fence, clock),
                actions,
                clock,
                meters);
    }

    /** Concurrency is limited where commands arrive and where fences are watched, not here. */
    @Produces
    @Singleton
    OutcomeSink outcomes(
            @Channel("outcomes") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter) {
        return new KafkaOutcomes(emitter);
    }

    @Produces
    @Singleton
    CommandConsumer consumer(
            ActuatorSettings settings,
            StepDispatcher steps,
            OutcomeSink outcomes,
            FenceWatch watch,
            @Channel("rejected") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> rejected,
            InstantSource clock,
            MeterRegistry meters) {
        OutcomeSink heard = outcome -> {
            outcomes.publish(outcome);
            watch.reported(outcome);
        };
        return new CommandConsumer(
                new CellName(settings.cell()), steps, heard, new RejectedCommands(rejected, meters, clock), PAUSE);
    }

    @Produces
    @Singleton
    FenceWatch watch(
            AuthoritativeServers servers,
            DnsProvider provider,
            DnsProviders records,
            SignalStore signals,
            TrafficControls controls,
            RecordWriters writers,
            OutcomeSink outcomes,
            InstantSource clock,
            MeterRegistry meters) {
        var drift = new DriftWatch(outcomes, writers, clock, meters);
        var beside = new SignalWatch(signals, new SignalReconciler(records, signals, controls), clock);
        return new FenceWatch(servers, provider, drift, outcomes, clock, meters, beside);
    }

    @Produces
    @Singleton
    WatchRounds rounds(FenceWatch watch) {
        return new WatchRounds(watch);
    }

    @Produces
    @Singleton
    RecordWriters writers(
            ActuatorSettings settings,
            AwsClients aws,
            RoleCredentials credentials,
            GlobalRegions regions,
            ActuatorTopologies topologies,
            MeterRegistry meters) {
        return settings.drift().cloudtrail()
                ? new CloudTrailWriters(
                        new Calls<>("cloudtrail", aws.byRegion(CloudTrailClient::builder), meters),
                        new ZoneAccounts(topologies::current, credentials, regions))
                : RecordWriters.NOT_ASKED;
    }
}

package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Messenger;
import io.signalbox.actuator.core.Outcomes;
import io.signalbox.actuator.core.Parameters;
import io.signalbox.actuator.dns.DelegatedServers;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.dns.NameServers;
import io.signalbox.actuator.kafka.CommandConsumer;
import io.signalbox.actuator.kafka.KafkaOutcomes;
import io.signalbox.actuator.kafka.Rejections;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.ssm.SsmParameters;
import io.signalbox.actuator.step.Claim;
import io.signalbox.actuator.step.DnsAdopt;
import io.signalbox.actuator.step.DnsSwitch;
import io.signalbox.actuator.step.FenceSwap;
import io.signalbox.actuator.step.Mandate;
import io.signalbox.actuator.step.Preconditions;
import io.signalbox.actuator.step.Settling;
import io.signalbox.actuator.step.SsmPut;
import io.signalbox.actuator.step.Steps;
import io.signalbox.actuator.step.Webhook;
import io.signalbox.actuator.watch.FenceWatch;
import io.signalbox.actuator.watch.Rounds;
import io.signalbox.actuator.webhook.HttpMessenger;
import io.signalbox.contract.CellName;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import software.amazon.awssdk.services.route53.Route53Client;

/** Puts the parts together. */
@Dependent
public class Wiring {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    DnsProvider provider(Route53Client client, MeterRegistry meters) {
        return new Route53Provider(client, meters);
    }

    @Produces
    @Singleton
    AuthoritativeServers servers(Settings settings, InstantSource clock) {
        return new DirectQueries(settings.dns()
                .servers()
                .map(Addresses::parse)
                .map(NameServers::fixed)
                .orElseGet(() -> new DelegatedServers(clock)));
    }

    @Produces
    @Singleton
    Steps steps(
            DnsProvider provider,
            AuthoritativeServers servers,
            Topologies topologies,
            Messenger messenger,
            Parameters parameters,
            InstantSource clock,
            MeterRegistry meters) {
        var preconditions = new Preconditions(topologies::current, clock);
        var fence = new FenceSwap(provider, preconditions);
        var mandate = new Mandate(provider, preconditions, clock);
        return new Steps(
                new DnsSwitch(fence, new Settling(provider, servers, clock)),
                new DnsAdopt(provider, preconditions, clock),
                new Claim(fence, clock),
                new Webhook(mandate, messenger),
                new SsmPut(mandate, parameters),
                clock,
                meters);
    }

    @Produces
    @Singleton
    HttpMessenger messenger(InstantSource clock, MeterRegistry meters) {
        return new HttpMessenger(clock, System.getenv(), meters);
    }

    void close(@Disposes HttpMessenger messenger) {
        messenger.close();
    }

    @Produces
    @Singleton
    Parameters parameters(SsmClients clients, MeterRegistry meters) {
        return new SsmParameters(clients::of, meters);
    }

    /** What may be open at once is bounded where commands come in and where fences are looked at, not here. */
    @Produces
    @Singleton
    Outcomes outcomes(
            @Channel("outcomes") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter) {
        return new KafkaOutcomes(emitter);
    }

    @Produces
    @Singleton
    CommandConsumer consumer(
            Settings settings,
            Steps steps,
            Outcomes outcomes,
            @Channel("rejected") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> rejected,
            MeterRegistry meters) {
        return new CommandConsumer(
                new CellName(settings.cell()), steps, outcomes, new Rejections(rejected, meters), PAUSE);
    }

    @Produces
    @Singleton
    Rounds rounds(AuthoritativeServers servers, Outcomes outcomes, InstantSource clock, MeterRegistry meters) {
        return new Rounds(new FenceWatch(servers, outcomes, clock, meters));
    }
}

package io.signalbox.actuator.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.actuator.credentials.RoleCredentials;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks AWS once who this process is: with its own credentials, and with each role of the topology. What is not known is asked again
 * every minute.
 */
@Singleton
public class AwsIdentities {

    private static final Logger LOG = Logger.getLogger(AwsIdentities.class);

    /** Names the process's own credentials among the roles. */
    private static final String OWN = "own";

    private final ActuatorTopologies topologies;
    private final RoleCredentials credentials;
    private final MeterRegistry meters;
    private final Map<String, CallerIdentity> identities = new ConcurrentHashMap<>();

    AwsIdentities(ActuatorTopologies topologies, RoleCredentials credentials, MeterRegistry meters) {
        this.topologies = topologies;
        this.credentials = credentials;
        this.meters = meters;
    }

    void begin(@Observes StartupEvent start) {
        Thread.ofVirtual().name("aws-identity").start(this::ask);
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void ask() {
        Topology topology = topologies.current();
        if (topology.services().stream().anyMatch(AwsIdentities::needsOwn)) {
            ask(OWN, null);
        }
        topology.roles().forEach(role -> Thread.ofVirtual().name("aws-identity").start(() -> ask(role.arn(), role)));
    }

    private static boolean needsOwn(Service service) {
        return service.dns().provider() == Dns.Provider.ROUTE53
                || service.plans()
                        .actions()
                        .anyMatch(act -> !act.action().needs().isEmpty());
    }

    private void ask(String name, @Nullable AwsRole role) {
        if (identities.get(name) instanceof CallerIdentity.Known) {
            return;
        }
        ProcessCredentials asked = credentials.named(role);
        CallerIdentity found = CallerIdentity.of(asked, AwsTransport::sts);
        identities.put(name, found);
        switch (found) {
            case CallerIdentity.Known(String account, String arn) -> {
                LOG.infof("AWS identity account=%s arn=%s source=%s", account, arn, asked.source());
                meters.gauge("signalbox.aws.identity", Tags.of("account", account, "arn", arn, "role", name), 1);
            }
            case CallerIdentity.Unknown(String reason) -> LOG.errorf("no AWS identity role=%s reason=%s", name, reason);
        }
    }

    /** The identity of each role and of the process itself, or why there is none, in words. */
    Map<String, String> words() {
        var words = new TreeMap<String, String>();
        identities.forEach((name, identity) -> words.put(
                name,
                switch (identity) {
                    case CallerIdentity.Known(String account, String arn) -> arn + " of account " + account;
                    case CallerIdentity.Unknown(String reason) -> "unknown: " + reason;
                }));
        return words;
    }
}

package io.signalbox.actuator.app;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.reachability.SocketProbe;
import io.signalbox.actuator.step.DnsSwitch;
import io.signalbox.actuator.step.FenceSwap;
import io.signalbox.actuator.step.NameReachability;
import io.signalbox.actuator.step.Preconditions;
import io.signalbox.actuator.step.PropagationCheck;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * The step {@code dns-switch} for a person while no service runs: the same compare-and-swap and the same proof, with
 * the settings of the service.
 */
public final class DirectSteps implements AutoCloseable {

    private static final Duration READING = Duration.ofSeconds(10);

    private final CommandAccess access;
    private final SocketProbe probe;
    private final DnsProvider provider;
    private final DnsSwitch change;

    private DirectSteps(CommandAccess access, Topology topology, Map<String, String> environment) {
        var clock = InstantSource.system();
        this.access = access;
        this.probe = new SocketProbe((SSLSocketFactory) SSLSocketFactory.getDefault(), topology::allowed);
        this.provider = access.zones(() -> topology, environment).provider();
        AuthoritativeServers servers = access.servers(provider);
        var preconditions = new Preconditions(() -> topology, new FormerServices(clock), clock);
        this.change = new DnsSwitch(
                new FenceSwap(provider, servers, preconditions),
                new PropagationCheck(provider, servers, new NameReachability(servers, probe), clock));
    }

    /**
     * @param environment the service's settings
     * @throws IllegalArgumentException naming a setting, what was found and what is allowed
     */
    public static DirectSteps open(Topology topology, Map<String, String> environment) {
        CommandAccess access = CommandAccess.open(new CommandSettings(environment));
        try {
            return new DirectSteps(access, topology, environment);
        } catch (RuntimeException e) {
            access.close();
            throw e;
        }
    }

    /** The reason that no request can be signed; empty if one can, or if none of these names needs it. */
    public Optional<String> unsigned(Topology topology) {
        return access.unsigned(topology);
    }

    /** The fence as it is stored at the provider. */
    public FenceReading fence(Service service) throws ZoneUnavailableException {
        return provider.zone(service.dns().zone(), READING)
                .records(Fence.recordName(service.hostname()))
                .fence();
    }

    /** One attempt. While the result is in progress, call it again with its token. */
    public AttemptResult converge(Command command, StepArguments.DnsSwitch arguments) {
        return change.converge(command, arguments);
    }

    @Override
    public void close() {
        probe.close();
        access.close();
    }
}

package io.signalbox.actuator;

import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.step.DescribedCommands;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A service with two sites, and commands for it. */
public final class Orders {

    public static final String ZONE = "example.com";
    public static final String HOSTNAME = "orders.example.com";
    public static final String DIGEST = "digest-1";
    public static final ServiceName SERVICE = new ServiceName("orders");
    public static final CellName CELL = new CellName("us-west-2");
    public static final SiteName EAST = new SiteName("us-east-1");
    public static final SiteName WEST = new SiteName("us-west-2");
    public static final String EAST_ADDRESS = "127.0.10.1";
    public static final String WEST_ADDRESS = "127.0.10.2";

    public static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private Orders() {}

    /** Weighted records that all go to {@code active}. */
    public static List<RecordSet> records(SiteName active) {
        return List.of(
                weighted(EAST, EAST_ADDRESS, active.equals(EAST) ? 100 : 0),
                weighted(WEST, WEST_ADDRESS, active.equals(WEST) ? 100 : 0));
    }

    public static RecordSet weighted(SiteName site, String address, long weight) {
        return new RecordSet(HOSTNAME, RecordType.A, 60L, site.value(), weight, List.of(address), null, null, null);
    }

    public static RecordSet simple(String address) {
        return new RecordSet(HOSTNAME, RecordType.A, 300L, null, null, List.of(address), null, null, null);
    }

    public static Fence fence(long epoch, SiteName active, String plan) {
        return Fence.settled(epoch, active, plan, CELL);
    }

    public static List<RecordSet> record(Fence fence) {
        return List.of(FenceRecord.of(HOSTNAME, fence));
    }

    /** From {@code expected} to {@code next}, whose active site gets the traffic that the expected one's had. */
    public static Command move(Fence expected, Fence next) {
        return move(expected, next, records(expected.active()));
    }

    public static Command move(Fence expected, Fence next, List<RecordSet> remove) {
        return move(ZONE, expected, next, remove);
    }

    /** @param zone its name or its id */
    public static Command move(String zone, Fence expected, Fence next, List<RecordSet> remove) {
        return command(
                expected,
                next,
                new StepArguments.DnsSwitch(
                        zone, HOSTNAME, next.active(), remove, records(next.active()), null, null, null));
    }

    public static Command adopt(Fence next) {
        return adopt(ZONE, next);
    }

    /** @param zone its name or its id */
    public static Command adopt(String zone, Fence next) {
        return command(
                null,
                next,
                new StepArguments.DnsAdopt(zone, HOSTNAME, EAST, Map.of(EAST, records(EAST), WEST, records(WEST))));
    }

    public static Command command(Fence expected, Fence next, StepArguments arguments) {
        return new Command(
                Command.VERSION,
                SERVICE,
                next.cell(),
                next.plan(),
                0,
                1,
                Instant.EPOCH,
                LATER,
                expected,
                next,
                null,
                arguments,
                DIGEST,
                null,
                null,
                null,
                null);
    }

    /** The attempt that follows {@code last}. */
    public static Command again(Command last, String token) {
        return again(last, token, last.previous());
    }

    /** The attempt that follows {@code last}, with what that has told. */
    public static Command again(Command last, String token, Map<String, String> previous) {
        return new Command(
                last.v(),
                last.service(),
                last.cell(),
                last.plan(),
                last.step(),
                last.attempt() + 1,
                last.issuedAt(),
                last.deadline(),
                last.expected(),
                last.next(),
                token,
                last.arguments(),
                last.topologyDigest(),
                last.restore(),
                previous,
                last.note(),
                null);
    }

    /** From one fence to the next, and the traffic stays where it is. */
    public static Command claim(Fence expected, Fence next) {
        return command(expected, next, new StepArguments.Claim(ZONE, HOSTNAME));
    }

    /** A claim of {@code plan} that holds for long. */
    public static Fence moving(long epoch, String plan) {
        return Fence.moving(epoch, EAST, plan, CELL, LATER);
    }

    /** What a plan does beside the name while the fence is its own. */
    public static Command act(Fence fence, Action action) {
        return command(fence, fence, action);
    }

    /** Puts back what {@code done} has told, as its next attempt. */
    public static Command undo(Command done, Map<String, String> previous) {
        return new Command(
                done.v(),
                done.service(),
                done.cell(),
                done.plan(),
                done.step(),
                done.attempt() + 1,
                done.issuedAt(),
                done.deadline(),
                done.expected(),
                done.next(),
                null,
                done.arguments(),
                done.topologyDigest(),
                true,
                previous,
                done.note(),
                null);
    }

    /** Tells somebody something, whatever the fence is. */
    public static Command notice(String id, Fence fence, Action action, String note) {
        return new Command(
                Command.VERSION,
                SERVICE,
                CELL,
                id,
                0,
                1,
                Instant.EPOCH,
                LATER,
                null,
                fence,
                null,
                action,
                DIGEST,
                null,
                null,
                note,
                null);
    }

    public static Service service() {
        return service(ZONE);
    }

    /** @param zone its name or its id */
    public static Service service(String zone) {
        return new Service(
                SERVICE,
                HOSTNAME,
                new Dns(
                        Dns.Provider.ROUTE53,
                        zone,
                        Set.of(RecordType.A),
                        Duration.ofSeconds(60),
                        Dns.Routing.WEIGHTED,
                        null),
                List.of(site(EAST, 1), site(WEST, 2)),
                new Policy(
                        new Policy.Quorum(null, false),
                        new Policy.Failback(Policy.Failback.Mode.MANUAL, Duration.ZERO, null),
                        Policy.WhenAllDown.STAY,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15)));
    }

    private static Site site(SiteName name, int priority) {
        return new Site(
                name,
                priority,
                new Address.Addresses(List.of("127.0.10." + priority), List.of()),
                "127.0.0.1",
                false,
                List.of());
    }

    /** The one that all commands here were decided on. */
    public static Topology topology() {
        return new Topology(
                List.of(),
                List.of(),
                List.of(),
                List.of(service()),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                DIGEST);
    }

    /** The service's plans are empty here, so actions are not compared with them. */
    public static Function<Command, Optional<Refused>> described(DescribedCommands commands) {
        return command -> command.arguments() instanceof Action ? Optional.empty() : commands.objection(command);
    }

    public static Command until(Command command, Instant deadline, String digest) {
        return new Command(
                command.v(),
                command.service(),
                command.cell(),
                command.plan(),
                command.step(),
                command.attempt(),
                command.issuedAt(),
                deadline,
                command.expected(),
                command.next(),
                command.token(),
                command.arguments(),
                digest,
                command.restore(),
                command.previous(),
                command.note(),
                null);
    }
}

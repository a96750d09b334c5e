package io.signalbox.actuator.rfc2136;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.NoSignals;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.dns.DirectQueries;
import io.signalbox.actuator.dns.NameServers;
import io.signalbox.actuator.step.Claim;
import io.signalbox.actuator.step.DnsAdopt;
import io.signalbox.actuator.step.DnsReadopt;
import io.signalbox.actuator.step.DnsSwitch;
import io.signalbox.actuator.step.FenceSwap;
import io.signalbox.actuator.step.NameReachability;
import io.signalbox.actuator.step.Preconditions;
import io.signalbox.actuator.step.PropagationCheck;
import io.signalbox.contract.Command;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Dns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** A primary, the line to it, and the steps in front of that. */
final class Scene implements AutoCloseable {

    static final String VARIABLE = "DNS_KEY";
    static final List<RecordSet> TO_EAST = List.of(a("192.0.2.1"));
    static final List<RecordSet> TO_WEST = List.of(a("198.51.100.2", "198.51.100.1"));

    final UpdateServer server;
    final Meddler line;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<String, String> environment = new HashMap<>(Map.of(VARIABLE, UpdateServer.SECRETS.get(UpdateServer.KEY)));
    private final DirectQueries queries;

    Scene(UpdateServer server) {
        this.server = server;
        this.line = Meddler.before(server.address());
        this.queries = new DirectQueries(NameServers.fixed(List.of(server.address())));
    }

    static RecordSet a(String... addresses) {
        return new RecordSet(HOSTNAME, RecordType.A, 60L, null, null, List.of(addresses), null, null, null);
    }

    static RecordSet plain(RecordType type, String value) {
        return new RecordSet(HOSTNAME, type, 60L, null, null, List.of(value), null, null, null);
    }

    DnsProvider provider() {
        return provider(UpdateServer.KEY, InstantSource.system());
    }

    /** As a process that has just started. @param clock for signatures */
    DnsProvider provider(String key, InstantSource clock) {
        return provider(line.port(), key, clock);
    }

    DnsProvider provider(int port, String key, InstantSource clock) {
        var zones = new Rfc2136Zones(environment, clock, meters);
        var primary = new Dns.Primary("localhost", port, new Dns.Key(key, Dns.Algorithm.HMAC_SHA256, VARIABLE));
        return (name, limit) -> zones.zone(primary, name, limit);
    }

    AttemptResult run(Command command) {
        return run(command, provider());
    }

    AttemptResult run(Command command, DnsProvider provider) {
        var clock = InstantSource.system();
        var preconditions = new Preconditions(Orders::topology, new FormerServices(clock), clock);
        var fence = new FenceSwap(provider, queries, preconditions);
        var reachability = new NameReachability(queries, (_, _, _, _) -> Optional.empty());
        return switch (command.arguments()) {
            case StepArguments.DnsSwitch wanted ->
                new DnsSwitch(fence, new PropagationCheck(provider, queries, reachability, clock))
                        .converge(command, wanted);
            case StepArguments.DnsAdopt wanted ->
                new DnsAdopt(provider, preconditions, clock).converge(command, wanted);
            case StepArguments.DnsReadopt wanted ->
                new DnsReadopt(provider, new NoSignals(), preconditions, clock).converge(command, wanted);
            case StepArguments.Claim wanted -> new Claim(fence, clock).converge(command, wanted);
            default -> throw new IllegalArgumentException(command.toString());
        };
    }

    static Command move(Fence expected, Fence next, List<RecordSet> remove, List<RecordSet> create) {
        return Orders.command(
                expected,
                next,
                new StepArguments.DnsSwitch(ZONE, HOSTNAME, next.active(), remove, create, null, null, null));
    }

    static Command move(Fence expected, Fence next) {
        return move(expected, next, to(expected.active()), to(next.active()));
    }

    static List<RecordSet> to(SiteName site) {
        return site.equals(EAST) ? TO_EAST : TO_WEST;
    }

    static Command adopt(Fence next) {
        return Orders.command(
                null, next, new StepArguments.DnsAdopt(ZONE, HOSTNAME, EAST, Map.of(EAST, TO_EAST, WEST, TO_WEST)));
    }

    /** By another writer, whatever is there. */
    void put(RecordSet... sets) {
        admin(update -> {
            for (RecordSet set : sets) {
                Name name = Name.fromString(set.name(), Name.root);
                update.delete(name, DnsJavaRecords.type(set.type()));
                for (String value : set.values()) {
                    update.add(Record.fromString(
                            name, DnsJavaRecords.type(set.type()), DClass.IN, set.ttlSeconds(), value, Name.root));
                }
            }
        });
    }

    void seed(Fence fence, List<RecordSet> traffic) {
        Orders.record(fence).forEach(this::put);
        traffic.forEach(this::put);
    }

    interface Edit {
        void on(Update update) throws IOException;
    }

    void admin(Edit edit) {
        try {
            var update = new Update(Name.fromString(ZONE, Name.root));
            edit.on(update);
            var resolver = new SimpleResolver(server.address());
            resolver.setTCP(true);
            resolver.setTimeout(Duration.ofSeconds(10));
            resolver.setTSIGKey(
                    new TSIG(TSIG.HMAC_SHA256, UpdateServer.ADMIN, UpdateServer.SECRETS.get(UpdateServer.ADMIN)));
            int code = resolver.send(update).getRcode();
            if (code != Rcode.NOERROR) {
                throw new IllegalStateException(Rcode.string(code));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server answers, in order. */
    List<String> answers(String name, int type) {
        return query(name, type).stream()
                .map(record ->
                        record instanceof TXTRecord txt ? String.join("", txt.getStrings()) : record.rdataToString())
                .sorted()
                .toList();
    }

    /** The texts under a name, as the fence watch asks for them. */
    List<String> asked(String name) {
        var question = new AuthoritativeServers.Question(name, RecordType.TXT);
        return queries.ask(ZONE, List.of(question)).getFirst().replies().get(question)
                        instanceof AuthoritativeServers.Answered(List<String> values)
                ? values
                : List.of();
    }

    List<Record> query(String name, int type) {
        try {
            var resolver = new SimpleResolver(server.address());
            resolver.setTimeout(Duration.ofSeconds(10));
            Message question = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
            question.getHeader().unsetFlag(Flags.RD);
            return resolver.send(question).getSection(Section.ANSWER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> addresses() {
        return answers(HOSTNAME, Type.A);
    }

    List<String> fence() {
        return answers(Fence.recordName(HOSTNAME), Type.TXT);
    }

    @Override
    public void close() {
        queries.close();
        line.close();
        server.close();
    }
}

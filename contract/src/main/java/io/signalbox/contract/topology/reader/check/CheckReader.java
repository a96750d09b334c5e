package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the check of a probe: one kind, named by its key. */
public final class CheckReader {

    /** The keys of all kinds. */
    public static final List<String> KINDS =
            List.copyOf(kinds("", AllowedAddresses.NONE).keySet());

    private final Map<String, Function<Cursor, @Nullable Check>> readers;

    /**
     * @param hostname of the service: the requested host by default
     *
     * @param allowed the addresses that probes may connect to
     */
    public CheckReader(String hostname, AllowedAddresses allowed) {
        this.readers = kinds(hostname, allowed);
    }

    private static Map<String, Function<Cursor, @Nullable Check>> kinds(String hostname, AllowedAddresses allowed) {
        var readers = new LinkedHashMap<String, Function<Cursor, @Nullable Check>>();
        readers.put("http", new HttpReader(hostname, allowed)::read);
        var tls = new TlsReader(hostname);
        readers.put("tcp", new TcpReader(tls)::read);
        readers.put("tls", new HandshakeReader(tls)::read);
        readers.put("redis", new RedisReader(tls)::read);
        readers.put("postgres", new SqlReader(tls)::postgres);
        readers.put("mysql", new SqlReader(tls)::mysql);
        readers.put("mqtt", new MqttReader(tls)::read);
        readers.put("websocket", new WebSocketReader(hostname)::read);
        readers.put("grpc", new GrpcReader(hostname)::read);
        readers.put("dns", new DnsCheckReader(hostname, allowed)::read);
        readers.put("kafka", KafkaReader::read);
        readers.put("heartbeat", HeartbeatReader::read);
        readers.put("cloudwatch-alarm", AlarmReader::read);
        readers.put("calculated", CalculatedReader::read);
        return readers;
    }

    @Nullable
    public Check read(Fields probe, Cursor at) {
        List<String> given = KINDS.stream().filter(probe::has).toList();
        if (given.size() != 1) {
            at.problem("expected one of " + String.join(", ", KINDS) + ", got "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        Function<Cursor, @Nullable Check> reader = given.isEmpty() ? null : readers.get(given.getLast());
        return reader == null ? null : reader.apply(probe.at(given.getLast()));
    }
}

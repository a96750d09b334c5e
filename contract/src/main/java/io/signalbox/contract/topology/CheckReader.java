package io.signalbox.contract.topology;

import io.signalbox.contract.topology.Check.Tcp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a probe does on the wire: one kind each, named by its key. */
final class CheckReader {

    /** The keys of all kinds. */
    static final List<String> KINDS = List.copyOf(kinds("").keySet());

    private final Map<String, Function<Cursor, @Nullable Check>> readers;

    /** @param hostname of the service: what is asked for unless told otherwise */
    CheckReader(String hostname) {
        this.readers = kinds(hostname);
    }

    private static Map<String, Function<Cursor, @Nullable Check>> kinds(String hostname) {
        var readers = new LinkedHashMap<String, Function<Cursor, @Nullable Check>>();
        readers.put("http", new HttpReader(hostname)::read);
        readers.put("tcp", CheckReader::tcp);
        readers.put("grpc", new GrpcReader(hostname)::read);
        readers.put("dns", new DnsCheckReader(hostname)::read);
        readers.put("kafka", KafkaReader::read);
        readers.put("heartbeat", HeartbeatReader::read);
        readers.put("cloudwatch-alarm", AlarmReader::read);
        readers.put("calculated", CalculatedReader::read);
        return readers;
    }

    @Nullable
    Check read(Fields probe, Cursor at) {
        List<String> given = KINDS.stream().filter(probe::has).toList();
        if (given.size() != 1) {
            at.problem("expected one of " + String.join(", ", KINDS) + ", got "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        Function<Cursor, @Nullable Check> reader = given.isEmpty() ? null : readers.get(given.getLast());
        return reader == null ? null : probe.required(given.getLast(), reader::apply);
    }

    private static @Nullable Tcp tcp(Cursor at) {
        Fields fields = at.fields("port");
        Integer port = fields == null ? null : fields.required("port", CheckReader::port);
        return port == null ? null : new Tcp(port);
    }

    static @Nullable Integer port(Cursor at) {
        return at.integer(1, 65_535);
    }
}

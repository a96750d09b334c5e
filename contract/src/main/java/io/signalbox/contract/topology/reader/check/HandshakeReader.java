package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Handshake;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a check of TLS alone. */
record HandshakeReader(TlsReader tls) {

    private static final int SECURE_PORT = 443;
    private static final int LONGEST_DAYS = 3_650;
    private static final String[] KEYS = Stream.concat(
                    Stream.of("port", "warnDays", "failDays"), Stream.of(TlsReader.KEYS))
            .toArray(String[]::new);

    @Nullable
    Handshake read(Cursor at) {
        Fields fields = at.fields(KEYS);
        Integer port = fields.optional("port", SECURE_PORT, Cursor::port);
        Tls settings = fields.combined(tls::settings);
        int warnDays = fields.optional("warnDays", 0, HandshakeReader::days);
        int failDays = fields.optional("failDays", 0, HandshakeReader::days);
        if (fields.isComplete() && fields.has("warnDays") && warnDays <= failDays) {
            fields.at("warnDays")
                    .problem("expected more days than failDays, which are " + failDays + ", got " + warnDays);
        }
        return fields.whole(() -> new Handshake(port, settings, warnDays, failDays));
    }

    private static @Nullable Integer days(Cursor at) {
        return at.integer(1, LONGEST_DAYS);
    }
}

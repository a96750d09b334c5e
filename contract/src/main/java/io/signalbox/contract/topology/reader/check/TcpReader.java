package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Tcp;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.WireText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a check of a TCP connection, with or without text to send and expect. */
record TcpReader(TlsReader tls) {

    private static final int LONGEST = 1_024;

    @Nullable
    Tcp read(Cursor at) {
        Fields fields = at.fields("port", "tls", "send", "expect");
        Integer port = fields.required("port", Cursor::port);
        Optional<Tls> secured = fields.optional("tls", Optional.empty(), tls::choice);
        String send = fields.optional("send", "", TcpReader::bytes);
        String expect = fields.optional("expect", "", TcpReader::bytes);
        if (fields.isComplete() && !send.isEmpty() && expect.isEmpty()) {
            fields.at("send").problem("expected the key expect beside it: without one, no answer is waited for");
        }
        return fields.whole(() -> new Tcp(port, secured.orElse(null), send, expect));
    }

    private static @Nullable String bytes(Cursor at) {
        return at.parsed(
                "1 to " + LONGEST + " bytes of text, in which a backslash begins \\r, \\n, \\t, \\0, \\\\ or \\xNN",
                text -> {
                    String bytes = WireText.parse(text);
                    return bytes == null || bytes.isEmpty() || bytes.length() > LONGEST ? null : bytes;
                });
    }
}

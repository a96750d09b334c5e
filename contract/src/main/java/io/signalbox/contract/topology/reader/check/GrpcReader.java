package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Grpc;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a check of the gRPC health service.
 *
 * @param hostname of the service: the authority by default
 */
record GrpcReader(String hostname) {

    private static final Tls PLAIN = new Tls("", Tls.Files.NONE, List.of());
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9_./-]{1,200}");

    @Nullable
    Grpc read(Cursor at) {
        Fields fields = at.fields("port", "secure", "host", "serverName", "service", "tls");
        Integer port = fields.required("port", Cursor::port);
        boolean secure = fields.optional("secure", false, Cursor::bool);
        String host = fields.optional("host", hostname, it -> it.text(Hosts.HOST, Hosts::host));
        String serverName = fields.optional("serverName", host, it -> it.text(Hosts.NAME, Hosts::name));
        String service = fields.optional(
                "service",
                "",
                it -> it.text("a service such as shop.v1.Orders", text -> SERVICE.matcher(text)
                        .matches()));
        Tls tls = fields.optional("tls", PLAIN, GrpcReader::tls);
        if (!fields.isComplete()) {
            return null;
        }
        if (fields.has("tls") && !secure) {
            fields.at("tls").problem("expected secure: true beside it");
        }
        if (fields.has("serverName") && !secure) {
            fields.at("serverName").problem("expected a server name only with secure: true");
        }
        return new Grpc(port, secure, host, serverName, service, tls.files());
    }

    /** The server name has a key of its own, and the application protocol is HTTP/2. */
    private static @Nullable Tls tls(Cursor at) {
        Fields fields = at.fields("trust", "clientCertificate", "clientKey");
        return new TlsReader(PLAIN.serverName()).settings(fields);
    }
}

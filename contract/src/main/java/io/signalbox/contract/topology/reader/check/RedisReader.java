package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Check.Redis;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a check of Redis, or of a server with the same protocol. */
record RedisReader(TlsReader tls) {

    private static final int PORT = 6_379;

    @Nullable
    Redis read(Cursor at) {
        Fields fields = at.fields("port", "tls", "user", "password", "role");
        Integer port = fields.optional("port", PORT, Cursor::port);
        Optional<Tls> secured = fields.optional("tls", Optional.empty(), tls::choice);
        Credentials credentials = fields.combined(CredentialsReader::withoutUser);
        Optional<Redis.Role> role = fields.optional("role", Optional.empty(), RedisReader::role);
        if (fields.has("user") && !fields.has("password")) {
            fields.at("user").problem("expected the key password beside it");
        }
        return fields.whole(() -> new Redis(port, secured.orElse(null), credentials, role.orElse(null)));
    }

    private static @Nullable Optional<Redis.Role> role(Cursor at) {
        return at.word(List.of(
                Map.entry("master", Optional.of(Redis.Role.MASTER)),
                Map.entry("replica", Optional.of(Redis.Role.REPLICA))));
    }
}

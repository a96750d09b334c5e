package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Check.Mysql;
import io.signalbox.contract.topology.check.Check.Postgres;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads checks of databases. */
record SqlReader(TlsReader tls) {

    private static final int POSTGRES_PORT = 5_432;
    private static final int MYSQL_PORT = 3_306;
    private static final Pattern DATABASE = Pattern.compile("\\P{Cntrl}{1,63}");

    private record Common(
            int port,
            @Nullable Tls tls,
            Credentials credentials,
            @Nullable Access access) {}

    @Nullable
    Postgres postgres(Cursor at) {
        Fields fields = at.fields("port", "tls", "user", "password", "database", "role");
        Common common = fields.combined(part -> common(part, POSTGRES_PORT));
        String database = fields.optional(
                "database",
                "postgres",
                it -> it.text("1 to 63 characters without control characters", text -> DATABASE.matcher(text)
                        .matches()));
        needsUser(fields, "database");
        return fields.whole(
                () -> new Postgres(common.port(), common.tls(), common.credentials(), database, common.access()));
    }

    @Nullable
    Mysql mysql(Cursor at) {
        Fields fields = at.fields("port", "tls", "user", "password", "role");
        Common common = fields.combined(part -> common(part, MYSQL_PORT));
        return fields.whole(() -> new Mysql(common.port(), common.tls(), common.credentials(), common.access()));
    }

    private @Nullable Common common(Fields fields, int usualPort) {
        Integer port = fields.optional("port", usualPort, Cursor::port);
        Optional<Tls> secured = fields.optional("tls", Optional.empty(), tls::choice);
        Credentials credentials = fields.combined(CredentialsReader::read);
        Optional<Access> access = fields.optional("role", Optional.empty(), SqlReader::access);
        needsUser(fields, "role");
        return fields.whole(() -> new Common(port, secured.orElse(null), credentials, access.orElse(null)));
    }

    private static void needsUser(Fields fields, String key) {
        if (fields.has(key) && !fields.has("user")) {
            fields.at(key).problem("expected the key user beside it: without a login nothing is asked");
        }
    }

    private static @Nullable Optional<Access> access(Cursor at) {
        return at.word(List.of(
                Map.entry("writable", Optional.of(Access.WRITABLE)),
                Map.entry("read-only", Optional.of(Access.READ_ONLY))));
    }
}

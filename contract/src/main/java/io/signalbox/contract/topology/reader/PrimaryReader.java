package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Dns.Algorithm;
import io.signalbox.contract.topology.Dns.Key;
import io.signalbox.contract.topology.Dns.Primary;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which name server takes a zone's updates, and which key signs them. */
final class PrimaryReader {

    private static final Pattern KEY_NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,99}");
    private static final List<Map.Entry<String, Algorithm>> ALGORITHMS = List.of(
            Map.entry("hmac-sha256", Algorithm.HMAC_SHA256),
            Map.entry("hmac-sha384", Algorithm.HMAC_SHA384),
            Map.entry("hmac-sha512", Algorithm.HMAC_SHA512));

    private PrimaryReader() {}

    /** @param fields of a service's dns */
    static @Nullable Primary read(Fields fields) {
        Reference server = fields.required("server", it -> it.parsed(Hosts.WITH_PORT, Hosts::reference));
        Key key = fields.required("key", PrimaryReader::key);
        return fields.whole(() -> new Primary(server.host(), server.port(), key));
    }

    static void requireNone(Fields fields) {
        for (String key : List.of("server", "key")) {
            if (fields.has(key)) {
                fields.at(key).problem("expected no " + key + ", since dns.provider is route53");
            }
        }
    }

    private static @Nullable Key key(Cursor at) {
        Fields fields = at.fields("name", "algorithm", "secretVariable");
        String name = fields.required(
                "name",
                it -> it.text(
                        "a key's name of letters, digits, '-', '_' and '.', without the final dot",
                        text -> KEY_NAME.matcher(text).matches()));
        Algorithm algorithm = fields.optional("algorithm", Algorithm.HMAC_SHA256, it -> it.word(ALGORITHMS));
        String secret = fields.required("secretVariable", PrimaryReader::variable);
        return fields.whole(() -> new Key(name, algorithm, secret));
    }

    /** The found text is not shown: it may be the secret itself, in the wrong place. */
    private static @Nullable String variable(Cursor at) {
        String text = at.text();
        if (text != null && !VARIABLE.matcher(text).matches()) {
            at.problem("expected the name of an environment variable of actuator-service, of A-Z, 0-9 and '_',"
                    + " that holds the secret");
            return null;
        }
        return text;
    }
}

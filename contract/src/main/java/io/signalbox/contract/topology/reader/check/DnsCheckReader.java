package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Check.Dns;
import io.signalbox.contract.topology.check.Check.DnsType;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a DNS query.
 *
 * @param hostname of the service: the queried name by default
 * @param allowed the addresses that probes may connect to
 */
record DnsCheckReader(String hostname, AllowedAddresses allowed) {

    private static final String OWNER = "a name in lower case without the final dot";
    /** Names of records may have underscores where names of hosts have none. */
    private static final Pattern OWNER_PATTERN =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*" + "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_TEXT = 1_024;

    @Nullable
    Dns read(Cursor at) {
        Fields fields = at.fields("resolver", "name", "type", "recursion", "expect");
        Reference resolver = fields.ifPresent("resolver", it -> it.parsed(Hosts.WITH_PORT, Hosts::reference));
        if (resolver != null) {
            AllowedAddressesReader.check(allowed, fields.at("resolver"), resolver.host());
        }
        String name = fields.optional("name", hostname, it -> it.text(OWNER, DnsCheckReader::owner));
        Fields asked = fields.part();
        DnsType type = asked.optional(
                "type",
                DnsType.A,
                it -> it.word(Arrays.stream(DnsType.values())
                        .map(known -> Map.entry(known.name(), known))
                        .toList()));
        Boolean recursion = fields.optional("recursion", true, Cursor::bool);
        Expected expected = asked.isComplete()
                ? fields.optional("expect", Expected.ANYTHING, it -> expected(it, type))
                : Expected.ANYTHING;
        return fields.whole(() -> new Dns(resolver, name, type, expected.answers(), expected.exact(), recursion));
    }

    private static boolean owner(String text) {
        return text.length() <= LONGEST_NAME && OWNER_PATTERN.matcher(text).matches();
    }

    private record Expected(List<String> answers, boolean exact) {

        static final Expected ANYTHING = new Expected(List.of(), false);
    }

    private static @Nullable Expected expected(Cursor at, DnsType type) {
        Fields fields = at.fields("answers", "contains");
        if (fields.has("answers") == fields.has("contains")) {
            if (at.isMap()) {
                at.problem("expected one of answers and contains, got " + (fields.has("answers") ? "both" : "none"));
            }
            return null;
        }
        boolean exact = fields.has("answers");
        List<String> answers =
                fields.required(exact ? "answers" : "contains", it -> it.valuesOfSome(each -> answer(each, type)));
        return fields.whole(() -> new Expected(answers, exact));
    }

    private static @Nullable String answer(Cursor at, DnsType type) {
        return switch (type) {
            case A -> at.text(Hosts.IPV4, Hosts::ipv4);
            case AAAA ->
                at.parsed(
                        Hosts.IPV6,
                        text -> Hosts.ipv6(text) ? InetAddress.ofLiteral(text).getHostAddress() : null);
            case CNAME -> at.text(OWNER, DnsCheckReader::owner);
            case TXT ->
                at.text(
                        "a text of 1 to " + LONGEST_TEXT + " characters",
                        text -> HttpReader.length(text, LONGEST_TEXT));
        };
    }
}

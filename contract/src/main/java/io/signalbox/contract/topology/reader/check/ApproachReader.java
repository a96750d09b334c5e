package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.AddressUse;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.contract.topology.check.Timeouts;
import io.signalbox.contract.topology.time.Durations;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a probe connects to its target. */
public final class ApproachReader {

    public static final String TIMEOUTS = "timeouts";
    public static final String FAMILY = "addressFamily";
    public static final String ADDRESSES = "addresses";
    public static final String PER_TARGET = "perTarget";
    private static final int MOST_PER_TARGET = 1_000;
    private static final Duration LEAST = Duration.ofMillis(1);

    private ApproachReader() {}

    /** @param whole the timeout of the whole probe, with which each must fit */
    public static @Nullable Approach read(Fields fields, Approach base, Duration whole) {
        Timeouts timeouts = fields.optional(TIMEOUTS, base.timeouts(), at -> timeouts(at, base.timeouts(), whole));
        AddressFamily family = fields.optional(FAMILY, base.family(), at -> at.word(words(AddressFamily.values())));
        AddressUse use = fields.optional(ADDRESSES, base.use(), at -> at.word(words(AddressUse.values())));
        return fields.whole(() -> base.with(timeouts, family, use, base.perTarget()));
    }

    /** The value of {@link #PER_TARGET}; 0 for off. */
    public static @Nullable Integer perTarget(Cursor at) {
        return at.parsed(
                "off or a number from 1 to " + MOST_PER_TARGET,
                text -> text.equals("off") ? Integer.valueOf(0) : Cursor.number(text, 1, MOST_PER_TARGET));
    }

    /** Reports settings that do not fit the check. */
    public static void check(Fields fields, Approach approach, Check check) {
        if (fields.has(TIMEOUTS) && !(check instanceof Check.OneConnection)) {
            fields.at(TIMEOUTS).problem("expected none, since only a probe on one connection has such phases");
        }
        if (fields.has(ADDRESSES) && !(check instanceof Check.OneConnection)) {
            fields.at(ADDRESSES)
                    .problem("expected none, since only a probe on one connection goes to addresses of its site");
        }
        Reference resolver = check instanceof Check.Dns dns ? dns.resolver() : null;
        if (resolver != null) {
            requireFamily(
                    approach, fields.at(fields.has(FAMILY) ? FAMILY : "dns"), resolver.host(), "a resolver that is ");
        } else if (fields.has(FAMILY) && !(check instanceof Check.OneConnection)) {
            fields.at(FAMILY)
                    .problem("expected none, since nothing is looked up for this check, or by the system alone");
        }
    }

    /**
     * Reports a host that is an address of another IP family.
     *
     * @param at where the problem is
     */
    private static void requireFamily(Approach approach, Cursor at, String host, String what) {
        String wanted = approach.family().wants(host);
        if (wanted != null) {
            at.problem("expected " + what + wanted + ", since addressFamily is " + approach.family() + ", got an "
                    + (Hosts.ipv4(host) ? "IPv4" : "IPv6") + " address");
        }
    }

    /**
     * Reports the probes that cannot reach a site by its address.
     *
     * @param at where the address stands
     */
    public static void check(Cursor at, String endpoint, Iterable<Probe> probes) {
        for (Probe probe : probes) {
            if (probe.check() instanceof Check.OneConnection) {
                requireFamily(probe.approach(), at, endpoint, "for the probe " + probe.name() + " ");
            }
        }
    }

    private static @Nullable Timeouts timeouts(Cursor at, Timeouts base, Duration whole) {
        Fields fields = at.fields("connect", "tls", "firstByte");
        return fields.whole(() -> new Timeouts(
                phase(fields, "connect", base.connect(), whole),
                phase(fields, "tls", base.tls(), whole),
                phase(fields, "firstByte", base.firstByte(), whole)));
    }

    private static @Nullable Duration phase(Fields fields, String key, @Nullable Duration base, Duration whole) {
        if (!fields.has(key)) {
            return base;
        }
        Duration written = fields.at(key).duration(LEAST, Duration.ofHours(1));
        if (written != null && written.compareTo(whole) > 0) {
            fields.at(key).expected("at most the timeout, which is " + Durations.text(whole));
        }
        return written;
    }

    private static <T> List<Map.Entry<String, T>> words(T[] values) {
        return Arrays.stream(values)
                .map(value -> Map.entry(value.toString(), value))
                .toList();
    }
}

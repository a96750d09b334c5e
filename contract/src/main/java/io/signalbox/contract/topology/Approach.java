package io.signalbox.contract.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a probe gets to where it looks.
 *
 * @param timeouts of single phases
 * @param family by which addresses
 * @param perTarget how many such probes go to one host and port at a time; 0 for any number
 */
public record Approach(Timeouts timeouts, AddressFamily family, int perTarget) {

    /** With nothing special about it. */
    public static final Approach USUAL = new Approach(Timeouts.NONE, AddressFamily.ANY, 0);

    static final String TIMEOUTS = "timeouts";
    static final String FAMILY = "addressFamily";
    static final String PER_TARGET = "perTarget";

    private static final int MOST_PER_TARGET = 1_000;

    /** @param whole the timeout of the whole probe; null where that cannot be read */
    static @Nullable Approach read(Fields fields, Approach base, @Nullable Duration whole) {
        Timeouts timeouts = fields.optional(TIMEOUTS, base.timeouts, at -> Timeouts.read(at, base.timeouts, whole));
        AddressFamily family = fields.optional(FAMILY, base.family, AddressFamily::read);
        return timeouts == null || family == null ? null : base.with(timeouts, family, base.perTarget);
    }

    /** What stands at {@link #PER_TARGET}; 0 for off. */
    static @Nullable Integer perTarget(Cursor at) {
        return at.parsed(
                "off or a number from 1 to " + MOST_PER_TARGET,
                text -> text.equals("off") ? Integer.valueOf(0) : Cursor.number(text, 1, MOST_PER_TARGET));
    }

    Approach with(int otherPerTarget) {
        return with(timeouts, family, otherPerTarget);
    }

    private Approach with(Timeouts otherTimeouts, AddressFamily otherFamily, int otherPerTarget) {
        var other = new Approach(otherTimeouts, otherFamily, otherPerTarget);
        return other.equals(this) ? this : other;
    }

    Approach within(Duration whole) {
        return with(timeouts.within(whole), family, perTarget);
    }

    /** Says what of it does not fit the check. */
    void check(Fields fields, Check check) {
        if (fields.has(TIMEOUTS) && !(check instanceof Check.OneConnection)) {
            fields.at(TIMEOUTS).problem("expected none, since only a probe on one connection has such phases");
        }
        Reference resolver = check instanceof Check.Dns dns ? dns.resolver() : null;
        if (resolver != null) {
            requireFamily(fields.at(fields.has(FAMILY) ? FAMILY : "dns"), resolver.host(), "a resolver that is ");
        } else if (fields.has(FAMILY) && !(check instanceof Check.OneConnection)) {
            fields.at(FAMILY)
                    .problem("expected none, since nothing is looked up for this check, or by the system alone");
        }
    }

    /** Says when a host is an address that is not of the family. @param at where the problem is */
    private void requireFamily(Cursor at, String host, String what) {
        String wanted = family.wants(host);
        if (wanted != null) {
            at.problem("expected " + what + wanted + ", since addressFamily is " + family + ", got an "
                    + (Hosts.ipv4(host) ? "IPv4" : "IPv6") + " address");
        }
    }

    /** Says which of the probes cannot reach a site by its address. @param at where the address stands */
    static void check(Cursor at, String endpoint, Iterable<Probe> probes) {
        for (Probe probe : probes) {
            if (probe.check() instanceof Check.OneConnection) {
                probe.approach().requireFamily(at, endpoint, "for the probe " + probe.name() + " ");
            }
        }
    }
}

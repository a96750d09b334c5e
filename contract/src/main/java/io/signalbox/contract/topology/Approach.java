package io.signalbox.contract.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a probe gets to where it looks.
 *
 * @param timeouts of single phases
 * @param family by which addresses
 * @param use of the addresses of a name that has several
 * @param perTarget how many such probes go to one host and port at a time; 0 for any number
 */
public record Approach(Timeouts timeouts, AddressFamily family, AddressUse use, int perTarget) {

    /** With nothing special about it. */
    public static final Approach USUAL = new Approach(Timeouts.NONE, AddressFamily.ANY, 0);

    static final String TIMEOUTS = "timeouts";
    static final String FAMILY = "addressFamily";
    static final String ADDRESSES = "addresses";
    static final String PER_TARGET = "perTarget";

    private static final int MOST_PER_TARGET = 1_000;

    /** By whichever address of a name works. */
    public Approach(Timeouts timeouts, AddressFamily family, int perTarget) {
        this(timeouts, family, AddressUse.ANY, perTarget);
    }

    /** @param whole the timeout of the whole probe; null where that cannot be read */
    static @Nullable Approach read(Fields fields, Approach base, @Nullable Duration whole) {
        Timeouts timeouts = fields.optional(TIMEOUTS, base.timeouts, at -> Timeouts.read(at, base.timeouts, whole));
        AddressFamily family = fields.optional(FAMILY, base.family, AddressFamily::read);
        AddressUse use = fields.optional(ADDRESSES, base.use, AddressUse::read);
        return timeouts == null || family == null || use == null
                ? null
                : base.with(timeouts, family, use, base.perTarget);
    }

    /** What stands at {@link #PER_TARGET}; 0 for off. */
    static @Nullable Integer perTarget(Cursor at) {
        return at.parsed(
                "off or a number from 1 to " + MOST_PER_TARGET,
                text -> text.equals("off") ? Integer.valueOf(0) : Cursor.number(text, 1, MOST_PER_TARGET));
    }

    Approach with(int otherPerTarget) {
        return with(timeouts, family, use, otherPerTarget);
    }

    private Approach with(Timeouts otherTimeouts, AddressFamily otherFamily, AddressUse otherUse, int otherPerTarget) {
        var other = new Approach(otherTimeouts, otherFamily, otherUse, otherPerTarget);
        return other.equals(this) ? this : other;
    }

    Approach within(Duration whole) {
        return with(timeouts.within(whole), family, use, perTarget);
    }

    /** Says what of it does not fit the check. */
    void check(Fields fields, Check check) {
        if (fields.has(TIMEOUTS) && !(check instanceof Check.OneConnection)) {
            fields.at(TIMEOUTS).problem("expected none, since only a probe on one connection has such phases");
        }
        if (fields.has(ADDRESSES) && !(check instanceof Check.OneConnection)) {
            fields.at(ADDRESSES)
                    .problem("expected none, since only a probe on one connection goes to addresses of its site");
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

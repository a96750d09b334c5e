package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.AddressRange;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.yaml.Cursor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the link-local addresses that probes may connect to. */
public final class AllowedAddressesReader {

    private static final String UNLESS_NAMED = AllowedAddresses.WHAT + ", unless allowAddresses names it";

    private AllowedAddressesReader() {}

    public static @Nullable AllowedAddresses read(Cursor at) {
        List<AddressRange> found = at.valuesOfSome(item -> item.parsed(
                AddressRange.FORM + ", not one address of metadata or credentials", AllowedAddressesReader::range));
        return found == null ? null : new AllowedAddresses(Set.copyOf(found));
    }

    /** Ranges may contain addresses of metadata, which stay refused. Such an address alone would have no effect. */
    private static @Nullable AddressRange range(String text) {
        AddressRange range = AddressRange.parse(text);
        return range == null || AllowedAddresses.isMetadata(range) ? null : range;
    }

    /** Reports a host that is a refused address. */
    public static void check(AllowedAddresses allowed, Cursor at, String host) {
        if (allowed.refuse(host)) {
            at.problem("expected " + UNLESS_NAMED + ", got " + (at.isMap() ? "one of those" : at.shown()));
        }
    }
}

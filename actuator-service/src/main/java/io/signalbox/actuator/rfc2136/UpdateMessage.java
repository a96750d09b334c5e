package io.signalbox.actuator.rfc2136;

import io.signalbox.actuator.core.FencedChange;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * A change as one update message (RFC 2136). Its prerequisites demand that the records to delete exist with exactly
 * these values, and that nothing else under the names prevents the new records. A server silently ignores a record
 * beside a CNAME, and a CNAME beside any other record, and still reports success (section 3.4.2.2): the prerequisites
 * exclude both.
 */
final class UpdateMessage {

    private static final Set<RecordType> TRAFFIC = EnumSet.of(RecordType.A, RecordType.AAAA, RecordType.CNAME);

    /**
     * All types of data that may not exist beside a CNAME: without those of DNSSEC, and without OPT, which is no data.
     */
    private static final List<Integer> BESIDE_NO_CNAME = IntStream.concat(
                    IntStream.rangeClosed(1, 127), IntStream.rangeClosed(256, 263))
            .filter(type -> !Set.of(Type.SIG, Type.KEY, Type.NXT, Type.OPT, Type.RRSIG, Type.NSEC, Type.NSEC3)
                    .contains(type))
            .boxed()
            .toList();

    private final Update update;

    /** The types under each name of the change for which there is a prerequisite so far. */
    private final Map<Name, Set<Integer>> told = new HashMap<>();

    private UpdateMessage(Name zone) {
        this.update = new Update(zone);
    }

    static Update of(Name zone, FencedChange change) throws UpdateFailedException {
        requirePlain(change);
        var message = new UpdateMessage(zone);
        for (RecordSet set : change.delete()) {
            message.require(set);
        }
        for (RecordSet set : change.create()) {
            message.requireRoom(set);
        }
        for (RecordSet set : change.delete()) {
            message.update.delete(DnsJavaRecords.name(set.name()), DnsJavaRecords.type(set.type()));
        }
        for (RecordSet set : change.create()) {
            DnsJavaRecords.records(set, ttl(set)).forEach(message.update::add);
        }
        return message.update;
    }

    /** Changes nothing, and is refused unless {@code sets} and nothing else of {@code types} is under {@code name}. */
    static Update check(Name zone, Name name, List<RecordSet> sets, Set<RecordType> types)
            throws UpdateFailedException {
        var message = new UpdateMessage(zone);
        for (RecordSet set : sets) {
            message.require(set);
        }
        for (RecordType type : types) {
            message.exclude(name, DnsJavaRecords.type(type));
        }
        return message.update;
    }

    /** Changes nothing, and is refused if there is anything under {@code name}. */
    static Update checkUnused(Name zone, Name name) {
        var update = new Update(zone);
        update.absent(name);
        return update;
    }

    private static void requirePlain(FencedChange change) throws UpdateFailedException {
        for (RecordSet set : change.delete()) {
            if (!isPlain(set)) {
                throw UpdateFailedException.mismatch("a zone of a name server has no such record: " + set);
            }
        }
        for (RecordSet set : change.create()) {
            if (!isPlain(set)) {
                throw UpdateFailedException.notTaken(
                        FailureCause.NOT_EXPRESSIBLE, "a name server has neither weights nor aliases: " + set, false);
            }
        }
    }

    private static boolean isPlain(RecordSet set) {
        return set.setIdentifier() == null && set.weight() == null && set.alias() == null && set.ttlSeconds() != null;
    }

    private static long ttl(RecordSet set) {
        Long ttl = set.ttlSeconds();
        return ttl == null ? 0 : ttl;
    }

    private void require(RecordSet set) throws UpdateFailedException {
        for (Record record : DnsJavaRecords.records(set, 0)) {
            update.present(record);
        }
        Set<Integer> types = types(DnsJavaRecords.name(set.name()));
        types.add(DnsJavaRecords.type(set.type()));
        if (set.type() == RecordType.CNAME) {
            // A CNAME allows no other type beside it.
            types.addAll(BESIDE_NO_CNAME);
        }
    }

    private void requireRoom(RecordSet set) throws UpdateFailedException {
        Name name = DnsJavaRecords.name(set.name());
        exclude(name, DnsJavaRecords.type(set.type()));
        if (set.type() == RecordType.CNAME) {
            BESIDE_NO_CNAME.forEach(type -> exclude(name, type));
        } else if (TRAFFIC.contains(set.type())) {
            TRAFFIC.forEach(type -> exclude(name, DnsJavaRecords.type(type)));
        } else {
            exclude(name, Type.CNAME);
        }
    }

    private void exclude(Name name, int type) {
        if (types(name).add(type)) {
            update.absent(name, type);
        }
    }

    private Set<Integer> types(Name name) {
        return told.computeIfAbsent(name, _ -> new HashSet<>());
    }
}

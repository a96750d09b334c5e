package io.signalbox.actuator.rfc2136;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The records of a zone, and what an update does to them: RFC 2136, section 3. Thread-safe. */
final class MemoryZone {

    static final Name ORIGIN = Name.fromConstantString("example.com.");

    private record Key(Name name, int type) {}

    private volatile Map<Key, List<Record>> sets = Map.of();

    /** Of exactly one moment. */
    interface View {
        List<Record> set(Name name, int type);

        boolean inUse(Name name);

        /** True if the name is there, if only because there is one below it. */
        boolean exists(Name name);
    }

    View view() {
        Map<Key, List<Record>> now = sets;
        return new View() {
            @Override
            public List<Record> set(Name name, int type) {
                return now.getOrDefault(new Key(name, type), List.of());
            }

            @Override
            public boolean inUse(Name name) {
                return now.keySet().stream().anyMatch(key -> key.name().equals(name));
            }

            @Override
            public boolean exists(Name name) {
                return now.keySet().stream().anyMatch(key -> key.name().subdomain(name));
            }
        };
    }

    /** @return the response's code */
    synchronized int update(Message update) {
        if (!update.getQuestion().getName().equals(ORIGIN)) {
            return Rcode.NOTAUTH;
        }
        int unmet = unmet(update.getSection(Section.PREREQ), view());
        if (unmet != Rcode.NOERROR) {
            return unmet;
        }
        var next = new HashMap<>(sets);
        update.getSection(Section.UPDATE).forEach(record -> apply(next, record));
        sets = Map.copyOf(next);
        return Rcode.NOERROR;
    }

    private static int unmet(List<Record> prerequisites, View view) {
        Map<Key, Set<Record>> wanted = new HashMap<>();
        for (Record record : prerequisites) {
            Name name = record.getName();
            int type = record.getType();
            boolean there =
                    type == Type.ANY ? view.inUse(name) : !view.set(name, type).isEmpty();
            if (record.getDClass() == DClass.ANY && !there) {
                return type == Type.ANY ? Rcode.NXDOMAIN : Rcode.NXRRSET;
            }
            if (record.getDClass() == DClass.NONE && there) {
                return type == Type.ANY ? Rcode.YXDOMAIN : Rcode.YXRRSET;
            }
            if (record.getDClass() == DClass.IN) {
                wanted.computeIfAbsent(new Key(name, type), _ -> new HashSet<>())
                        .add(record);
            }
        }
        // Records are equal whatever their TTL.
        boolean met = wanted.entrySet().stream().allMatch(set -> set.getValue()
                .equals(new HashSet<>(view.set(set.getKey().name(), set.getKey().type()))));
        return met ? Rcode.NOERROR : Rcode.NXRRSET;
    }

    private static void apply(Map<Key, List<Record>> sets, Record record) {
        var key = new Key(record.getName(), record.getType());
        switch (record.getDClass()) {
            case DClass.ANY ->
                sets.keySet()
                        .removeIf(each -> each.name().equals(key.name())
                                && (key.type() == Type.ANY || each.type() == key.type()));
            case DClass.IN -> add(sets, key, record);
            default -> throw new IllegalArgumentException("not needed here: " + record);
        }
    }

    /** Section 3.4.2.2: what a CNAME forbids is passed over without a word. */
    private static void add(Map<Key, List<Record>> sets, Key key, Record record) {
        boolean cname = key.type() == Type.CNAME;
        boolean conflict = sets.keySet().stream()
                .filter(each -> each.name().equals(key.name()))
                .anyMatch(each -> cname != (each.type() == Type.CNAME));
        if (!conflict) {
            var set = cname ? new ArrayList<Record>() : new ArrayList<>(sets.getOrDefault(key, List.of()));
            set.remove(record);
            set.add(record);
            sets.put(key, List.copyOf(set));
        }
    }
}

package io.signalbox.sandbox.dns;

import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.ZoneRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers DNS queries from the records that the zones have published. */
final class DnsResponder {

    private static final long ALIAS_TTL = 60;
    private static final int LONGEST_CHAIN = 8;

    private final Supplier<? extends Collection<HostedZone>> zones;
    private final Map<String, List<String>> aliasTargets;
    private final RecordSelection choice;

    /**
     * @param healthy whether Route 53 considers a record set healthy
     * @param aliasTargets the addresses of names outside the zones; names canonical
     */
    DnsResponder(
            Supplier<? extends Collection<HostedZone>> zones,
            Predicate<ResourceRecordSet> healthy,
            Map<String, List<String>> aliasTargets) {
        this.choice = new RecordSelection(healthy);
        this.zones = zones;
        this.aliasTargets = Map.copyOf(aliasTargets);
    }

    /** A snapshot of one zone, so that all of an answer comes from the same moment. */
    private record View(Name zone, boolean isPrivate, ZoneRecords records) {}

    Message answer(Message query) {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(query.getHeader().getOpcode());
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            answer.getHeader().setRcode(Rcode.NOTIMP);
            return answer;
        }
        Record question = query.getQuestion();
        if (question == null || question.getDClass() != DClass.IN) {
            answer.getHeader().setRcode(question == null ? Rcode.FORMERR : Rcode.REFUSED);
            return answer;
        }
        answer.addRecord(question, Section.QUESTION);
        view(question.getName()).ifPresentOrElse(view -> fill(answer, view, question), () -> outside(answer, question));
        return answer;
    }

    /** A name outside the zones, which a resolver would ask others for. */
    private void outside(Message answer, Record question) {
        List<String> addresses =
                aliasTargets.get(ResourceRecordSet.canonical(question.getName().toString()));
        if (addresses == null) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return;
        }
        var found = new ArrayList<Record>();
        addresses(question.getName(), question.getType(), addresses, found);
        found.forEach(record -> answer.addRecord(record, Section.ANSWER));
    }

    /** A private zone hides every public one, even one that is closer to the name. */
    private Optional<View> view(Name name) {
        return zones.get().stream()
                .map(zone -> new View(name(zone.name()), zone.isPrivate(), zone.published()))
                .filter(view -> name.subdomain(view.zone()))
                .max(Comparator.comparing(View::isPrivate)
                        .thenComparingInt(view -> view.zone().labels()));
    }

    private void fill(Message answer, View view, Record question) {
        List<Record> referral = referral(view, question.getName());
        if (!referral.isEmpty()) {
            referral.forEach(record -> answer.addRecord(record, Section.AUTHORITY));
            return;
        }
        answer.getHeader().setFlag(Flags.AA);
        var found = new ArrayList<Record>();
        resolve(view, question.getName(), question.getName(), question.getType(), found, LONGEST_CHAIN);
        found.forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (found.isEmpty()) {
            if (!exists(view, question.getName())) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            authority(view).forEach(record -> answer.addRecord(record, Section.AUTHORITY));
        }
    }

    /** The servers of a zone below this one that the name is in; a server answers for it without authority. */
    private static List<Record> referral(View view, Name name) {
        for (int above = 0; above < name.labels() - view.zone().labels(); above++) {
            Name cut = new Name(name, above);
            List<Record> servers = view.records().named(cut.toString()).stream()
                    .filter(set -> set.type().equals("NS"))
                    .flatMap(set -> rrset(cut, Type.NS, set).stream())
                    .toList();
            if (!servers.isEmpty()) {
                return servers;
            }
        }
        return List.of();
    }

    /** @param owner the name of the answered records: an alias answers under its own name */
    private void resolve(View view, Name owner, Name name, int type, List<Record> found, int depth) {
        if (depth == 0 || !name.subdomain(view.zone())) {
            return;
        }
        var named = view.records().named(name.toString());
        var canonical = choice.of(named, "CNAME");
        if (canonical.isPresent() && type != Type.CNAME) {
            var target = canonical.get();
            found.addAll(rrset(owner, Type.CNAME, target));
            if (target.alias() == null) {
                Name next = name(ResourceRecordSet.canonical(target.values().getFirst()));
                resolve(view, next, next, type, found, depth - 1);
            }
            return;
        }
        choice.of(named, Type.string(type)).ifPresent(set -> {
            var alias = set.alias();
            if (alias == null) {
                found.addAll(rrset(owner, type, set));
            } else if (aliasTargets.containsKey(alias.dnsName())) {
                addresses(owner, type, aliasTargets.getOrDefault(alias.dnsName(), List.of()), found);
            } else {
                resolve(view, owner, name(alias.dnsName()), type, found, depth - 1);
            }
        });
    }

    private static void addresses(Name owner, int type, List<String> addresses, List<Record> found) {
        addresses.stream()
                .filter(address -> type == (address.contains(":") ? Type.AAAA : Type.A))
                .forEach(address -> found.add(record(owner, type, ALIAS_TTL, address)));
    }

    private static List<Record> rrset(Name owner, int type, ResourceRecordSet set) {
        Long ttl = set.ttl();
        return set.values().stream()
                .map(value -> record(owner, type, ttl == null ? ALIAS_TTL : ttl, value))
                .toList();
    }

    private static boolean exists(View view, Name name) {
        String wanted = ResourceRecordSet.canonical(name.toString());
        return view.records().all().stream()
                .anyMatch(set -> set.name().equals(wanted) || set.name().endsWith("." + wanted));
    }

    private static List<Record> authority(View view) {
        return view.records().named(view.zone().toString()).stream()
                .filter(set -> set.type().equals("SOA"))
                .flatMap(set -> rrset(view.zone(), Type.SOA, set).stream())
                .toList();
    }

    private static Record record(Name owner, int type, long ttl, String value) {
        try {
            return Record.fromString(owner, type, DClass.IN, ttl, value, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException("not a valid value for DNS: " + value, e);
        }
    }

    private static Name name(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException("not a valid name for DNS: " + name, e);
        }
    }
}

package io.signalbox.sandbox.aws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All record sets of a zone at one moment, in Route 53's order: by name with reversed labels, type, identifier.
 * Immutable.
 */
public final class ZoneRecords {

    private static final Comparator<ResourceRecordSet.Key> ORDER = Comparator.comparing(
                    (ResourceRecordSet.Key key) -> reversed(key.name()))
            .thenComparing(ResourceRecordSet.Key::type)
            .thenComparing(key -> key.setIdentifier() == null ? "" : key.setIdentifier());

    private final String zone;
    private final TreeMap<ResourceRecordSet.Key, ResourceRecordSet> sets;

    private ZoneRecords(String zone, TreeMap<ResourceRecordSet.Key, ResourceRecordSet> sets) {
        this.zone = zone;
        this.sets = sets;
    }

    /** @param apex the NS and SOA records of a new zone */
    static ZoneRecords of(String zone, List<ResourceRecordSet> apex) {
        var sets = new TreeMap<ResourceRecordSet.Key, ResourceRecordSet>(ORDER);
        apex.forEach(set -> sets.put(set.key(), set));
        return new ZoneRecords(zone, sets);
    }

    static String reversed(String name) {
        var labels = Arrays.asList(name.split("\\.", -1));
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    public Collection<ResourceRecordSet> all() {
        return Collections.unmodifiableCollection(sets.values());
    }

    /** The record sets of one name; empty when there is none. @param name in any case, with or without the final dot */
    public List<ResourceRecordSet> named(String name) {
        String wanted = ResourceRecordSet.canonical(name);
        return sets.values().stream().filter(set -> set.name().equals(wanted)).toList();
    }

    /** The record sets from this position on; a null name is the beginning. */
    List<ResourceRecordSet> from(@Nullable String name, @Nullable String type, @Nullable String identifier) {
        if (name == null) {
            return List.copyOf(sets.values());
        }
        var start = new ResourceRecordSet.Key(ResourceRecordSet.canonical(name), type == null ? "" : type, identifier);
        return List.copyOf(sets.tailMap(start, true).values());
    }

    /**
     * Applies all changes or none; each sees the result of those before it.
     *
     * @throws ApiError with a message for each refused change
     */
    ZoneRecords apply(List<RecordChange> changes) throws ApiError {
        var after = new ZoneRecords(zone, new TreeMap<>(sets));
        var problems = new ArrayList<String>();
        changes.forEach(change -> after.apply(change, problems));
        if (!problems.isEmpty()) {
            throw ApiError.invalidChangeBatch(problems);
        }
        return after;
    }

    private void apply(RecordChange change, List<String> problems) {
        var set = change.set();
        if (!set.name().equals(zone) && !set.name().endsWith("." + zone)) {
            problems.add("RRSet with DNS name " + set.name() + " is not permitted in zone " + zone);
            return;
        }
        switch (change.action()) {
            case DELETE -> delete(set, problems);
            case CREATE -> {
                if (sets.containsKey(set.key())) {
                    problems.add(
                            "Tried to create resource record set " + set.key().inWords() + " but it already exists");
                } else {
                    put(set, problems);
                }
            }
            case UPSERT -> put(set, problems);
        }
    }

    private void delete(ResourceRecordSet set, List<String> problems) {
        var current = sets.get(set.key());
        String tried = "Tried to delete resource record set " + set.key().inWords();
        if (current == null) {
            problems.add(tried + " but it was not found");
        } else if (!current.matches(set)) {
            problems.add(tried + " but the values provided do not match the current values");
        } else if (set.name().equals(zone) && set.type().equals("SOA")) {
            problems.add("A HostedZone must contain exactly one SOA record.");
        } else if (set.name().equals(zone) && set.type().equals("NS")) {
            problems.add("A HostedZone must contain at least one NS record for the zone itself.");
        } else {
            sets.remove(set.key());
        }
    }

    private void put(ResourceRecordSet set, List<String> problems) {
        var found = new ArrayList<>(RecordRules.problems(set));
        for (ResourceRecordSet other : named(set.name())) {
            if (!other.key().equals(set.key())) {
                conflict(set, other, found);
            }
        }
        if (set.type().equals("CNAME") && set.name().equals(zone)) {
            found.add("RRSet of type CNAME with DNS name " + zone + " is not permitted at apex in zone " + zone);
        }
        if (found.isEmpty()) {
            sets.put(set.key(), set);
        }
        found.stream().distinct().forEach(problems::add);
    }

    private void conflict(ResourceRecordSet set, ResourceRecordSet other, List<String> problems) {
        if (!set.type().equals(other.type())) {
            if (set.type().equals("CNAME")) {
                problems.add("RRSet of type CNAME with DNS name " + set.name()
                        + " is not permitted as it conflicts with other records with the same DNS name in zone "
                        + zone);
            } else if (other.type().equals("CNAME")) {
                problems.add("RRSet of type " + set.type() + " with DNS name " + set.name()
                        + " is not permitted because a conflicting RRSet of type CNAME with the same DNS name"
                        + " already exists in zone " + zone);
            }
            return;
        }
        if (set.setIdentifier() == null) {
            problems.add("RRSet with DNS name " + set.name() + ", type " + set.type()
                    + " cannot be created as other RRSets exist with the same name and type.");
            return;
        }
        String created = "RRSet with DNS name " + set.name() + ", type " + set.type() + ", SetIdentifier "
                + set.setIdentifier() + " cannot be created as ";
        if (set.failover() != null) {
            if (other.failover() == null) {
                problems.add(created + "a non-failover set exists with the same name and type.");
            } else if (other.failover() == set.failover()) {
                problems.add(created + "a failover " + set.failover() + " set exists with the same name and type.");
            }
        } else if (other.weight() == null) {
            problems.add(created + "a non-weighted set exists with the same name and type.");
        } else if (set.alias() == null && other.alias() == null && !Objects.equals(set.ttl(), other.ttl())) {
            problems.add("RRSet with DNS name " + set.name() + " and type " + set.type() + ", SetIdentifier "
                    + set.setIdentifier() + " cannot be created as weighted sets must contain the same TTL.");
        }
    }
}

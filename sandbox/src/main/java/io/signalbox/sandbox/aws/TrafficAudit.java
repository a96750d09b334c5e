package io.signalbox.sandbox.aws;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Checks every accepted batch: a name with traffic records must never be left without one that serves. Thread-safe. */
public final class TrafficAudit {

    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** One sentence per name left without an answer; empty when there is none. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    void check(HostedZone.Applied applied) {
        Set<String> left = withTraffic(applied.before().all(), false);
        left.removeAll(withTraffic(applied.after().all(), true));
        left.forEach(name -> violations.add(
                "change " + applied.info().id() + " left " + name + " without a record set that serves"));
    }

    private static Set<String> withTraffic(Collection<ResourceRecordSet> sets, boolean serving) {
        return sets.stream()
                .filter(set -> set.isTraffic() && (!serving || set.serves()))
                .map(ResourceRecordSet::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

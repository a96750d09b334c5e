package io.signalbox.decision.core.fence;

import io.signalbox.contract.dns.Places;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.transition.ServiceContext;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Candidates for the traffic records, from the current and earlier descriptions of the service. A cell that adopts a
 * fence does not know which records were written with it: the writer may have read another topology.
 */
public final class KnownRecords {

    private KnownRecords() {}

    /** Candidates beside a fence that another cell wrote. Without a move, the earlier records may remain. */
    static List<List<RecordSet>> beside(TransitionBuilder draft, Fence seen) {
        var all = new LinkedHashSet<List<RecordSet>>();
        Fence known = draft.fence();
        if (known != null && known.active().equals(seen.active()) && Objects.equals(known.split(), seen.split())) {
            all.addAll(known(draft));
        }
        all.addAll(now(draft.situation, seen));
        return List.copyOf(all);
    }

    /** Candidates for the records beside the known fence; empty when unknown. */
    static List<List<RecordSet>> candidates(TransitionBuilder draft) {
        var all = new LinkedHashSet<>(known(draft));
        if (draft.records().isEmpty() && draft.fence() != null) {
            all.addAll(now(draft.situation, draft.knownFence()));
        }
        return List.copyOf(all);
    }

    /** Makes a change remove the known records or, when they are unknown, the candidates. */
    public static StepArguments.DnsSwitch replacing(TransitionBuilder draft, StepArguments.DnsSwitch change) {
        List<List<RecordSet>> candidates = draft.records().isEmpty() ? candidates(draft) : List.of();
        return change.removing(draft.records(), candidates.isEmpty() ? null : candidates);
    }

    /** True if the name servers answer records that Signalbox wrote under some description of the service. */
    static boolean isAnswered(TransitionBuilder draft, List<String> places) {
        return candidates(draft).stream()
                .anyMatch(records -> Places.serving(records).equals(new TreeSet<>(places)));
    }

    private static List<List<RecordSet>> known(TransitionBuilder draft) {
        return draft.records().isEmpty() ? draft.described() : List.of(serving(draft.records()));
    }

    private static List<List<RecordSet>> now(ServiceContext situation, Fence fence) {
        var all = new ArrayList<List<RecordSet>>();
        Stream.of(situation.service(), situation.former())
                .filter(service -> service != null && describes(service, fence))
                .forEach(service -> all.add(serving(Records.of(service, fence.active(), fence.split()))));
        return all;
    }

    private static boolean describes(Service service, Fence fence) {
        Split split = fence.split();
        return service.site(fence.active()).isPresent()
                && (split == null
                        || service.dns().routing() == Dns.Routing.WEIGHTED
                                && service.site(split.to()).isPresent());
    }

    private static List<RecordSet> serving(List<RecordSet> records) {
        return records.stream().filter(RecordSet::serves).toList();
    }
}

package io.signalbox.actuator.watch;

import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.actuator.watch.Comparison.Finding;
import io.signalbox.contract.dns.Places;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The answers expected from the name servers while a site is active.
 *
 * @param serving any of them is right; none for a type that should not exist
 */
record ExpectedRecords(List<Question> questions, Set<RecordTarget> serving) {

    ExpectedRecords {
        questions = List.copyOf(questions);
        serving = Set.copyOf(serving);
    }

    /** The questions, whatever the fence says. None where a site is an alias: its target determines the answers. */
    static List<Question> questions(Service service) {
        List<RecordType> types = service.preferred().address() instanceof Address.CanonicalName
                ? List.of(RecordType.CNAME)
                : List.of(RecordType.A, RecordType.AAAA);
        return service.sites().stream().map(Site::address).allMatch(Address.Alias.class::isInstance)
                ? List.of()
                : types.stream()
                        .map(type -> new Question(service.hostname(), type))
                        .toList();
    }

    /** Empty while name servers cannot show it, because a site with traffic is an alias, and while it is not known. */
    static Optional<ExpectedRecords> of(Service service, Fence fence) {
        return served(service, fence)
                .filter(serving -> serving.stream().allMatch(record -> record.alias() == null))
                .map(serving -> new ExpectedRecords(
                        questions(service),
                        serving.stream().map(RecordTarget::of).collect(Collectors.toUnmodifiableSet())));
    }

    /**
     * The records that may be answered. Empty while it is not known: a plan has claimed the name, or a site with traffic is
     * unknown. A SECONDARY is as right as its PRIMARY: the provider's health checks choose between them.
     */
    static Optional<List<RecordSet>> served(Service service, Fence fence) {
        Split split = fence.split();
        if (fence.phase() == Fence.Phase.MOVING
                || service.site(fence.active()).isEmpty()
                || split != null && !service.canSplit(split)) {
            return Optional.empty();
        }
        return Optional.of(Records.of(service, fence.active(), split).stream()
                .filter(record -> record.serves() || record.failover() != null)
                .toList());
    }

    Comparison compare(List<Replies> servers) {
        return new Comparison(finding(servers), Comparison.text(serving), found(servers), places(servers));
    }

    private Finding finding(List<Replies> servers) {
        boolean right = !servers.isEmpty();
        boolean wrong = !servers.isEmpty();
        for (Replies server : servers) {
            for (Question question : questions) {
                if (!(server.replies().get(question) instanceof Answered)) {
                    return Finding.UNDECIDED;
                }
            }
            boolean fits = questions.stream().allMatch(question -> fits(question, server));
            right &= fits;
            wrong &= !fits;
        }
        return right ? Finding.AS_EXPECTED : wrong ? Finding.DIFFERENT : Finding.UNDECIDED;
    }

    private boolean fits(Question question, Replies server) {
        List<String> values = values(question, server);
        boolean none = serving.stream().noneMatch(target -> target.type() == question.type());
        return values.isEmpty() ? none : serving.contains(RecordTarget.of(question.type(), values));
    }

    private static List<String> values(Question question, Replies server) {
        return server.replies().get(question) instanceof Answered(List<String> values) ? values : List.of();
    }

    /** All answers of all servers, in the contract's form. */
    private List<String> places(List<Replies> servers) {
        return questions.stream()
                .flatMap(question -> servers.stream()
                        .flatMap(server -> Places.of(question.type(), values(question, server)).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /** The same for a person. */
    private String found(List<Replies> servers) {
        var found = new ArrayList<String>();
        for (Question question : questions) {
            var values = new TreeSet<String>();
            servers.forEach(server -> values.addAll(values(question, server)));
            boolean wanted = serving.stream().anyMatch(target -> target.type() == question.type());
            if (wanted || !values.isEmpty()) {
                found.add(question.type() + " " + (values.isEmpty() ? "nothing" : String.join(", ", values)));
            }
        }
        return String.join("; ", found);
    }
}

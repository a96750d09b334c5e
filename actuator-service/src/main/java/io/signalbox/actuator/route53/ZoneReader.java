package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.ZoneUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Reads one zone, one request at a time. A request returns the records of many names, which answers everybody who
 * waited for one of them when it was sent. No question is answered by an earlier request.
 */
final class ZoneReader {

    private static final Logger LOG = Logger.getLogger(ZoneReader.class);

    /** The most that the service returns at once. */
    private static final String PAGE = "300";

    private final String zone;
    private final Route53Calls calls;
    private final Set<RecordQuestion> waiting = new LinkedHashSet<>();
    private boolean running;

    ZoneReader(String zone, Route53Calls calls) {
        this.zone = zone;
        this.calls = calls;
    }

    /** @param end of {@link System#nanoTime} */
    LiveRecords records(String name, long end) throws ZoneUnavailableException {
        var question = new RecordQuestion(Route53Records.name(name), end);
        synchronized (waiting) {
            waiting.add(question);
            if (!running) {
                running = true;
                Thread.ofVirtual().name("route53-reads-" + zone).start(this::run);
            }
        }
        try {
            return question.await();
        } finally {
            synchronized (waiting) {
                waiting.remove(question);
            }
        }
    }

    /** Ends when nobody waits. */
    private void run() {
        for (RecordQuestion next = next(); next != null; next = next()) {
            try {
                read(next);
            } catch (ZoneUnavailableException e) {
                next.fail(e);
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "reading threw zone=%s name=%s", zone, next.name());
                next.fail(new ZoneUnavailableException("unexpected", e.toString(), true));
            }
        }
    }

    private @Nullable RecordQuestion next() {
        synchronized (waiting) {
            waiting.removeIf(RecordQuestion::isOver);
            running = !waiting.isEmpty();
            return running ? waiting.iterator().next() : null;
        }
    }

    private List<RecordQuestion> asked() {
        synchronized (waiting) {
            return List.copyOf(waiting);
        }
    }

    private void read(RecordQuestion first) throws ZoneUnavailableException {
        var also = new ArrayList<RecordQuestion>();
        var found = new ArrayList<ResourceRecordSet>();
        ListResourceRecordSetsResponse page = page(first, null, null, also);
        answer(also, page);
        found.addAll(page.resourceRecordSets());
        while (page.isTruncated() && isNamed(page.nextRecordName(), first)) {
            page = page(first, page.nextRecordType(), page.nextRecordIdentifier(), also);
            found.addAll(page.resourceRecordSets());
        }
        found.removeIf(record -> !isNamed(record.name(), first));
        first.answer(Route53Records.live(found));
    }

    /** @param also becomes everybody who waits at the moment when the request is sent */
    private ListResourceRecordSetsResponse page(
            RecordQuestion first, @Nullable RRType type, @Nullable String identifier, List<RecordQuestion> also)
            throws ZoneUnavailableException {
        return calls.ask("ListResourceRecordSets", first.end(), (client, within) -> {
            also.clear();
            also.addAll(asked());
            also.forEach(RecordQuestion::sent);
            return client.listResourceRecordSets(request -> request.hostedZoneId(zone)
                    .startRecordName(first.name())
                    .startRecordType(type)
                    .startRecordIdentifier(identifier)
                    .maxItems(PAGE)
                    .overrideConfiguration(within));
        });
    }

    /** Record sets of one name are next to each other, so only those of the last name may go on on the next page. */
    private static void answer(List<RecordQuestion> questions, ListResourceRecordSetsResponse page) {
        Map<String, List<ResourceRecordSet>> byName = new LinkedHashMap<>();
        page.resourceRecordSets()
                .forEach(set -> byName.computeIfAbsent(Route53Records.name(set.name()), _ -> new ArrayList<>())
                        .add(set));
        if (page.isTruncated()) {
            byName.remove(Route53Records.name(page.nextRecordName()));
        }
        for (RecordQuestion question : questions) {
            List<ResourceRecordSet> found = byName.get(question.name());
            if (found != null) {
                question.answer(Route53Records.live(found));
            }
        }
    }

    private static boolean isNamed(String found, RecordQuestion question) {
        return Route53Records.name(found).equals(question.name());
    }
}

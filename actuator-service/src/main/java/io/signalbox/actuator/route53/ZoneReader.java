package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Reads one zone, one request at a time. A request returns the records of many names. It answers every caller that
 * waited for one of them when it was sent; an earlier request answers no question. The next request begins where the
 * last one ended, so that one pass over the zone answers all.
 */
final class ZoneReader {

    private static final Logger LOG = Logger.getLogger(ZoneReader.class);

    /** The most that the service returns at once. */
    private static final String PAGE = "300";

    private static final long LEAST_FOR_ANSWER = 1_000_000_000;

    private final String zone;
    private final Route53Calls calls;
    private final Set<RecordQuestion> waiting = new LinkedHashSet<>();
    private final ZoneSweep sweep = new ZoneSweep();
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
        for (RecordQuestion last = last(); last != null; last = last()) {
            var asked = new ArrayList<RecordQuestion>();
            try {
                read(last, asked);
            } catch (ZoneUnavailableException e) {
                first(asked, last).fail(e);
            } catch (RuntimeException | Error e) {
                LOG.errorf(
                        e,
                        "reading threw zone=%s name=%s",
                        zone,
                        first(asked, last).name());
                first(asked, last).fail(new ZoneUnavailableException(FailureCause.UNEXPECTED, e.toString(), true));
            }
        }
    }

    private static RecordQuestion first(List<RecordQuestion> asked, RecordQuestion other) {
        return asked.isEmpty() ? other : asked.getFirst();
    }

    /** The question with the most remaining time. */
    private @Nullable RecordQuestion last() {
        synchronized (waiting) {
            waiting.removeIf(RecordQuestion::isOver);
            long now = System.nanoTime();
            RecordQuestion last = waiting.stream()
                    .max(Comparator.comparingLong(question -> question.end() - now))
                    .orElse(null);
            running = last != null;
            return last;
        }
    }

    /**
     * All waiting questions, beginning with the one at which the page begins. That one has time for an answer, unless
     * none has.
     */
    private List<RecordQuestion> asked(RecordQuestion last) {
        synchronized (waiting) {
            long now = System.nanoTime();
            List<RecordQuestion> inTime = waiting.stream()
                    .filter(question -> question.end() - now >= LEAST_FOR_ANSWER)
                    .toList();
            var asked = new ArrayList<>(waiting);
            RecordQuestion first = inTime.isEmpty() ? last : sweep.next(inTime);
            asked.remove(first);
            asked.addFirst(first);
            return asked;
        }
    }

    /** @param asked receives every question that waits when the request is sent; the page begins at the first */
    private void read(RecordQuestion last, List<RecordQuestion> asked) throws ZoneUnavailableException {
        ListResourceRecordSetsResponse page = calls.ask("ListResourceRecordSets", last.end(), (client, within) -> {
            asked.clear();
            asked.addAll(asked(last));
            asked.forEach(RecordQuestion::sent);
            return client.listResourceRecordSets(request -> request.hostedZoneId(zone)
                    .startRecordName(asked.getFirst().name())
                    .maxItems(PAGE)
                    .overrideConfiguration(within));
        });
        answer(asked, page);
        asked.stream().skip(1).forEach(RecordQuestion::passed);
        RecordQuestion first = asked.getFirst();
        var found = new ArrayList<>(page.resourceRecordSets());
        while (page.isTruncated() && isNamed(page.nextRecordName(), first)) {
            page = more(first, page);
            found.addAll(page.resourceRecordSets());
        }
        sweep.read(page.isTruncated() ? page.nextRecordName() : null);
        found.removeIf(record -> !isNamed(record.name(), first));
        first.answer(Route53Records.live(found));
    }

    private ListResourceRecordSetsResponse more(RecordQuestion first, ListResourceRecordSetsResponse page)
            throws ZoneUnavailableException {
        return calls.ask(
                "ListResourceRecordSets",
                first.end(),
                (client, within) -> client.listResourceRecordSets(request -> request.hostedZoneId(zone)
                        .startRecordName(first.name())
                        .startRecordType(page.nextRecordType())
                        .startRecordIdentifier(page.nextRecordIdentifier())
                        .maxItems(PAGE)
                        .overrideConfiguration(within)));
    }

    /** Record sets of one name are adjacent, so only those of the last name can continue on the next page. */
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

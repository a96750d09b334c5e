package io.signalbox.decision.streams;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.topology.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/** The verdicts that one task of stage 1 has forwarded to stage 2. They are stored when forwarded and read after a restart. */
final class VerdictStore {

    private static final Logger LOG = Logger.getLogger(VerdictStore.class);
    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);

    private final ProcessorContext<String, byte[]> context;
    private final KeyValueStore<String, byte[]> store;
    private final Clock clock;
    private final Commits commits;

    VerdictStore(
            ProcessorContext<String, byte[]> context,
            KeyValueStore<String, byte[]> store,
            Clock clock,
            Commits commits) {
        this.context = context;
        this.store = store;
        this.clock = clock;
        this.commits = commits;
    }

    void tell(List<SiteVerdict> changes) {
        long now = clock.now().toEpochMilli();
        for (SiteVerdict change : changes) {
            String key = SiteVerdict.key(change.service(), change.site());
            byte[] value = VERDICTS.write(change);
            store.put(key, value);
            context.forward(new Record<>(key, value, now), EvidenceProcessor.VERDICTS_SINK);
        }
        if (!changes.isEmpty()) {
            commits.changed();
        }
    }

    /** The last verdicts on a service's sites. An unreadable verdict is left out and concluded again. */
    List<SiteVerdict> of(Service service) {
        var verdicts = new ArrayList<SiteVerdict>();
        for (var site : service.sites()) {
            byte[] stored = store.get(SiteVerdict.key(service.name(), site.name()));
            if (stored != null) {
                try {
                    verdicts.add(StoredStateReader.verdict(stored));
                } catch (NewerStateException e) {
                    throw e;
                } catch (IllegalStateException e) {
                    LOG.errorf("stored verdict not readable, it is concluded anew site=%s reason=%s", site.name(), e);
                }
            }
        }
        return verdicts;
    }

    /** Deletes the verdicts on all other sites from store and topic. A site that is added again starts UNKNOWN. */
    void keepOnly(Collection<Service> services) {
        Set<String> known = services.stream()
                .flatMap(service -> service.sites().stream().map(site -> SiteVerdict.key(service.name(), site.name())))
                .collect(Collectors.toSet());
        var gone = new ArrayList<String>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                if (!known.contains(entry.key) && !Watermark.isKey(entry.key)) {
                    gone.add(entry.key);
                }
            });
        }
        long now = clock.now().toEpochMilli();
        for (String key : gone) {
            store.delete(key);
            context.forward(new Record<>(key, null, now), EvidenceProcessor.VERDICTS_SINK);
        }
        if (!gone.isEmpty()) {
            commits.changed();
        }
    }
}

package io.signalbox.decision.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.streams.FleetStore;
import io.signalbox.kafka.CellAccess;
import io.signalbox.kafka.KafkaClients;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each recent journal entry is a transaction of its own, so it takes two offsets. The old ones are in none, since a commit marker
 * is always of now.
 */
class TopicReaderTest {

    private static final String STORED = "decision-services-changelog";
    private static final int OLD = 100;
    private static final int RECENT = 40;
    private static final long END = OLD + 2L * RECENT;
    private static final Instant NOW = Instant.now();
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);
    private static final Codec<FleetState> FLEETS = Codec.of(FleetState.class);
    private static final FleetState FROZEN = new FleetState(
            FleetState.VERSION,
            1,
            new Hold.Freeze("d1", "ann", "a release", NOW, null, null, null),
            null,
            null,
            List.of(),
            null,
            null);

    @TempDir
    static Path directory;

    private static Broker broker;

    private TopicReader reader;

    @BeforeAll
    static void produce() throws Exception {
        broker = Broker.start(directory.resolve("kafka"));
        broker.awaitReady();
        CellTopics.create(broker);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            var stored = new NewTopic(STORED, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(stored)).all().get();
        }
        try (var producer = producer(Map.of("bootstrap.servers", broker.bootstrap()))) {
            var _ = producer.send(journal(Duration.ofHours(3), Entries.entry(null, 1, "freeze", "d1")));
            for (int version = 1; version < OLD; version++) {
                var _ = producer.send(journal(Duration.ofHours(2), Entries.entry("orders", version)));
            }
        }
        try (var producer = producer(Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "test"))) {
            producer.initTransactions();
            store(producer, new ProducerRecord<>(STORED, FleetStore.KEY, FLEETS.write(FROZEN)));
            store(producer, new ProducerRecord<>(STORED, "orders", new byte[] {1}));
            store(producer, journal(Duration.ofMinutes(30), Entries.entry("billing", 1, "freeze", "d2")));
            store(producer, journal(Duration.ofMinutes(29), Entries.entry("billing", 2, "freeze-expired", "d2")));
            for (int version = 2; version < RECENT; version++) {
                store(producer, journal(Duration.ofMinutes(1), Entries.entry("shop", version)));
            }
        }
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<String, byte[]> journal(Duration ago, JournalEntry entry) {
        long time = NOW.minus(ago).toEpochMilli();
        return new ProducerRecord<>(Topics.JOURNAL, 0, time, "any", JOURNAL.write(entry));
    }

    private static void store(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        producer.beginTransaction();
        var _ = producer.send(record);
        producer.commitTransaction();
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @AfterEach
    void stop() {
        reader.stop(new ShutdownEvent());
    }

    private Views read(int kept, String topic, Function<byte[], FleetState> stored) {
        var views = ViewsOfTests.empty(kept);
        reader = new TopicReader(
                views,
                new StoredFleet(topic, FleetStore.KEY, stored),
                new KafkaClients(CellAccess.of("us-west-2", "plaintext", "nowhere"), broker.bootstrap()),
                Map.of());
        reader.start(new StartupEvent());
        await().atMost(Duration.ofMinutes(1)).until(views::isCaughtUp);
        return views;
    }

    private Views read(int kept) {
        return read(kept, STORED, FleetStore::read);
    }

    private static List<JournalView.Kept> all(Views views) {
        return views.journal().page(new JournalView.Query(null, Set.of(), null, Long.MAX_VALUE, 1_000));
    }

    private static List<Event> missed(Views views, long journal) {
        return views.follow(null, new Position(journal, -1))
                .orElseThrow()
                .subscribe()
                .withSubscriber(AssertSubscriber.<Event>create(1_000))
                .getItems();
    }

    @Test
    void readsTheNewestEntriesAloneAndHoldsAsManyAsAreKept() {
        var views = read(25);

        assertThat(views.progress()).containsEntry(Topics.JOURNAL, "100 of 100");
        assertThat(all(views)).hasSize(25);
        assertThat(all(views).getFirst().offset()).isEqualTo(END - 2);
    }

    @Test
    void readsAsFarBackAsDirectivesAreKnown() {
        var views = read(5);

        assertThat(views.progress()).containsEntry(Topics.JOURNAL, 2 * RECENT + " of " + 2 * RECENT);
        assertThat(views.journal().effectOf("d2")).isPresent();
    }

    @Test
    void knowsTheFreezeThatWasOrderedBeforeTheEntriesThatAreRead() {
        var fleet = read(5).fleet();

        assertThat(fleet.version()).isEqualTo(1);
        assertThat(fleet.freeze()).isNotNull().extracting(FleetView.Held::who).isEqualTo("ann");
    }

    @Test
    void knowsWhichHoldHasEndedByTimeBeforeItBegan() {
        assertThat(read(5).expiredHolds()).containsOnlyKeys(new ExpiredHolds.Hold("billing", "freeze"));
    }

    @Test
    void whoWasToldLessThanIsReadIsToldThatEntriesAreMissing() {
        var views = read(25);

        assertThat(missed(views, END - 102).getFirst().type()).isEqualTo(Event.Type.NOTICE);
        assertThat(missed(views, END - 2)).isEmpty();
    }

    @Test
    void readsTheWholeJournalWhenWhatIsStoredCannotBeRead() {
        var views = read(5, STORED, _ -> {
            throw new IllegalStateException("of a newer version");
        });

        assertThat(views.progress()).containsEntry(Topics.JOURNAL, END + " of " + END);
        assertThat(views.fleet().freeze()).isNotNull();
    }

    @Test
    void readsTheWholeJournalWhenNothingWasEverStored() {
        var views = read(5, "no-such-topic", FleetStore::read);

        assertThat(views.progress()).containsEntry(Topics.JOURNAL, END + " of " + END);
        assertThat(views.fleet().freeze()).isNotNull();
    }
}

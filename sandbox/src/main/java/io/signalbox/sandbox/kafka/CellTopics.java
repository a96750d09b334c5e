package io.signalbox.sandbox.kafka;

import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.name.VantageName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Creates a cell's topics in worlds without a decision-service, which normally creates them. */
public final class CellTopics {

    private static final int LIMIT_SECONDS = 30;

    private CellTopics() {}

    /**
     * Returns when every partition has a leader. Before that, a broker may reject the first batches of an idempotent
     * producer, and later ones for two minutes.
     */
    public static void create(Broker broker, VantageName... vantages) {
        List<Topics.Spec> specs = Topics.of(List.of(vantages), Topics.MANY);
        List<NewTopic> topics = specs.stream()
                .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1))
                .toList();
        try (var admin = Admin.create(broker.client(AccessTable.DECISION))) {
            admin.createTopics(topics).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            admin.listOffsets(firstOfEach(specs)).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics cannot be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static Map<TopicPartition, OffsetSpec> firstOfEach(List<Topics.Spec> specs) {
        return specs.stream()
                .flatMap(spec -> IntStream.range(0, spec.partitions())
                        .mapToObj(partition -> new TopicPartition(spec.name(), partition)))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.earliest()));
    }
}

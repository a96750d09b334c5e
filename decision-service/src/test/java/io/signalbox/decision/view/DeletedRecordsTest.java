package io.signalbox.decision.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.name.ServiceName;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records without a value, which only decision-service writes, and only for a service that has left the topology. */
class DeletedRecordsTest {

    private static final ServiceName ORDERS = new ServiceName("orders");

    private final Set<ServiceName> topology = new HashSet<>(Set.of(ORDERS));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Views views = ViewsOfTests.of(10, topology::contains, metrics);

    private void deleteState(@Nullable String key) {
        views.state(new ConsumerRecord<>(Topics.STATES, 0, 7, key, null));
    }

    private double rejected(String topic) {
        return metrics.counter("signalbox_rejected", "topic", topic).count();
    }

    @Test
    void theStateOfAServiceInTheTopologyStaysAndItsDeletionIsCountedOnce() {
        ViewsOfTests.show(views, "steady", "orders");

        deleteState("orders");
        deleteState("orders");
        views.heartbeat();
        views.heartbeat();

        assertThat(views.state(ORDERS)).isPresent();
        assertThat(rejected(Topics.STATES)).isEqualTo(1);
    }

    @Test
    void aServiceThatHasLeftTheTopologyIsGone() {
        ViewsOfTests.show(views, "steady", "orders");
        topology.remove(ORDERS);

        deleteState("orders");

        assertThat(views.state(ORDERS)).isEmpty();
        assertThat(rejected(Topics.STATES)).isZero();
    }

    @Test
    void aDeletionThatArrivesBeforeTheNewTopologyIsNoForgery() {
        ViewsOfTests.show(views, "steady", "orders");
        deleteState("orders");
        topology.remove(ORDERS);

        views.heartbeat();

        assertThat(views.state(ORDERS)).isEmpty();
        assertThat(rejected(Topics.STATES)).isZero();
    }

    @Test
    void aLaterStateEndsTheDoubt() {
        deleteState("orders");
        ViewsOfTests.show(views, "steady", "orders");

        views.heartbeat();

        assertThat(views.state(ORDERS)).isPresent();
        assertThat(rejected(Topics.STATES)).isZero();
    }

    @Test
    void aDeletionOfNoServiceIsRejected() {
        deleteState(null);
        deleteState("No Name");

        assertThat(rejected(Topics.STATES)).isEqualTo(2);
    }

    @Test
    void aJournalEntryWithoutAValueIsRejectedAndTheNextOneIsRead() {
        views.entry(new ConsumerRecord<>(Topics.JOURNAL, 0, 7, "orders", null));
        ViewsOfTests.tell(views, "d1", "freeze");

        assertThat(rejected(Topics.JOURNAL)).isEqualTo(1);
        assertThat(views.journal().effectOf("d1")).isPresent();
    }
}

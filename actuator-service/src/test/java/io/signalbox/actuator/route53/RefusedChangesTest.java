package io.signalbox.actuator.route53;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.core.FencedChange;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sentences are those that Route 53 has been seen to answer. */
class RefusedChangesTest {

    private final PendingChange orders = change("orders.example.com");
    private final PendingChange preorders = change("pre-orders.example.com");
    private final PendingChange wild = change("*.example.com");
    private final List<PendingChange> batch = List.of(orders, preorders, wild);

    private static PendingChange change(String name) {
        var record = new RecordSet(name, RecordType.A, 60L, null, null, List.of("192.0.2.1"), null, null, null);
        var fence = new RecordSet(
                "_signalbox." + name, RecordType.TXT, 5L, null, null, List.of("\"v=1\""), null, null, null);
        return new PendingChange(new FencedChange(List.of(record, fence), List.of(), List.of(), name), 0, 1_000);
    }

    @Test
    void findsTheNameOfARecordSetThatDoesNotMatch() {
        assertThat(RefusedChanges.of(
                        batch,
                        List.of("Tried to delete resource record set [name='orders.example.com.', type='A',"
                                + " set-identifier='us-east-1'] but the values provided do not match the current"
                                + " values")))
                .containsExactly(orders);
    }

    @Test
    void findsAFence() {
        assertThat(RefusedChanges.of(
                        batch,
                        List.of("Tried to delete resource record set [name='_signalbox.pre-orders.example.com.',"
                                + " type='TXT'] but it was not found")))
                .containsExactly(preorders);
    }

    @Test
    void findsAllThatOneMessageNames() {
        assertThat(RefusedChanges.of(
                        batch,
                        List.of("[RRSet with DNS name \\052.example.com., type A cannot be created as other RRSets"
                                + " exist with the same name and type., The request contains an invalid set of"
                                + " changes for a resource record set 'A Orders.example.com.']")))
                .containsExactly(orders, wild);
    }

    @Test
    void findsWhatRefersToAMissingHealthCheck() {
        String check = "00000000-1111-2222-3333-444444444444";
        var checked = created(
                new RecordSet("a.example.com", RecordType.A, 60L, null, null, List.of("192.0.2.1"), null, null, check));

        assertThat(RefusedChanges.of(List.of(orders, checked), List.of("No health check exists with ID: " + check)))
                .containsExactly(checked);
    }

    /** The target is also the name of a change of the same batch, which is innocent. */
    @Test
    void findsTheAliasAndNotTheRecordThatItsTargetNames() {
        var alias = created(new RecordSet(
                "a.example.com",
                RecordType.A,
                null,
                null,
                null,
                List.of(),
                new RecordSet.AliasTarget("orders.example.com", "Z1"),
                null,
                null));

        assertThat(RefusedChanges.of(
                        List.of(orders, alias),
                        List.of("Tried to create an alias that targets orders.example.com., type A in zone Z1, but that"
                                + " target was not found")))
                .containsExactly(alias);
    }

    private static PendingChange created(RecordSet record) {
        return new PendingChange(new FencedChange(List.of(), List.of(record), List.of(), record.name()), 0, 1_000);
    }

    @Test
    void findsNothingWhereNothingIsNamed() {
        assertThat(RefusedChanges.of(
                        batch, List.of("Number of records limit of 1000 exceeded.", "in zone example.com.")))
                .isEmpty();
    }
}

package io.signalbox.actuator.route53;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.core.FencedChange;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {

    private static final long LATER = 8_000_000_000L;

    private final ChangeQueue queue = new ChangeQueue(() -> 0);

    private static PendingChange change(String name, int values, int length) {
        var texts = IntStream.range(0, values).mapToObj(_ -> "x".repeat(length)).toList();
        var record = new RecordSet(name + ".example.com", RecordType.TXT, 5L, null, null, texts, null, null, null);
        return new PendingChange(new FencedChange(List.of(record), List.of(record), List.of(), name), 0, LATER);
    }

    private List<Integer> sizes() {
        var sizes = new ArrayList<Integer>();
        for (Batch batch = queue.next(); batch.size() > 0; batch = queue.next()) {
            sizes.add(batch.size());
        }
        return sizes;
    }

    @Test
    void takesNoMoreThanAThousandElements() {
        IntStream.range(0, 1_000).forEach(i -> queue.add(change("s" + i, 1, 10)));

        assertThat(sizes()).containsExactly(500, 500);
    }

    @Test
    void takesNoMoreThanThirtyTwoThousandCharacters() {
        IntStream.range(0, 200).forEach(i -> queue.add(change("s" + i, 1, 200)));

        assertThat(sizes()).containsExactly(80, 80, 40);
    }

    @Test
    void sendsWhatIsTooLargeAlone() {
        queue.add(change("a", 1, 1));
        queue.add(change("large", 800, 1));
        queue.add(change("b", 1, 1));

        assertThat(sizes()).containsExactly(2, 1);
    }

    @Test
    void twoChangesOfOneNameGoOneAfterTheOther() {
        var first = change("orders", 1, 1);
        var second = change("Orders", 1, 1);
        var other = change("billing", 1, 1);
        List.of(first, second, other).forEach(queue::add);

        assertThat(queue.next().changes()).containsExactly(first, other);
        assertThat(queue.next().changes()).containsExactly(second);
    }

    @Test
    void whatIsSetApartWaitsForTheOthersAndTheLargestOfItGoesFirst() {
        var alone = change("poison", 1, 1);
        var half = List.of(change("a", 1, 1), change("b", 1, 1));
        var other = change("c", 1, 1);
        queue.setApart(List.of(alone));
        queue.setApart(half);
        queue.add(other);

        assertThat(queue.next().changes()).containsExactly(other);
        assertThat(queue.next().changes()).isEqualTo(half);
        assertThat(queue.next()).isEqualTo(new Batch(List.of(alone), true));
    }

    @Test
    void whatIsPutBackGoesFirstAndInItsOldOrder() {
        var first = change("a", 1, 1);
        var second = change("b", 1, 1);
        queue.add(first);
        queue.add(second);
        Batch batch = queue.next();
        var newcomer = change("c", 1, 1);
        queue.add(newcomer);

        queue.putBack(batch);

        assertThat(queue.next().changes()).containsExactly(first, second, newcomer);
    }

    @Test
    void whatIsTooLateLeavesIncludingWhatIsApart() {
        var late = change("late", 1, 1);
        var lateApart = change("late-apart", 1, 1);
        queue.add(late);
        queue.setApart(List.of(lateApart));

        assertThat(queue.lastChance(0)).isEqualTo(LATER / 4 * 3);
        assertThat(queue.expire(LATER / 4 * 3 - 1)).isEmpty();
        assertThat(queue.expire(LATER / 4 * 3)).containsExactlyInAnyOrder(late, lateApart);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void onlyWhatWaitsCanBeWithdrawn() {
        var waiting = change("a", 1, 1);
        queue.add(waiting);

        assertThat(queue.withdraw(waiting)).isTrue();
        assertThat(queue.withdraw(waiting)).isFalse();
        assertThat(queue.isEmpty()).isTrue();
    }

    /** The batches of 1,000 changes that come in another order than that of the names. */
    private static List<List<String>> order(double place) {
        var cell = new ChangeQueue(() -> place);
        IntStream.range(0, 1_000)
                .map(i -> i * 7 % 1_000)
                .forEach(i -> cell.add(change("s" + String.format("%03d", i), 1, 10)));
        return Stream.generate(cell::next)
                .takeWhile(batch -> batch.size() > 0)
                .map(batch -> batch.changes().stream()
                        .map(change -> change.change().comment())
                        .toList())
                .toList();
    }

    @Test
    void moreThanOneBatchGoesInTheOrderOfTheNames() {
        List<List<String>> batches = order(0);

        assertThat(batches.getFirst()).isSorted();
        assertThat(batches.getFirst()).startsWith("s000").endsWith("s499").hasSize(500);
    }

    @Test
    void anotherCellBeginsElsewhereAndGoesOnAtTheBeginning() {
        List<List<String>> batches = order(0.5);

        assertThat(batches.getFirst()).startsWith("s500").endsWith("s999").hasSize(500);
        assertThat(batches.getLast()).contains("s000", "s499").hasSize(500);
    }

    @Test
    void whatComesMeanwhileIsSentInTheSameRound() {
        var cell = new ChangeQueue(() -> 0);
        IntStream.range(0, 600).forEach(i -> cell.add(change("s" + String.format("%03d", i * 2 % 1_000), 1, 10)));
        String last = cell.next().changes().getLast().change().comment();
        IntStream.range(0, 500).forEach(i -> cell.add(change("s" + String.format("%03d", i * 2 + 1), 1, 10)));

        assertThat(cell.next().changes().getFirst().change().comment()).isGreaterThan(last);
    }
}

package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.RecordChange;
import io.signalbox.sandbox.world.CellProcesses;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operators in three cells contradict each other: all cells show the last order, its site serves, and each order moves once. */
@Tag("long")
class ThreeCellsIT {

    private static final WorldPlan PLAN = WorldPlan.DEMO
            .withCells(new CellName("us-west-2"), new CellName("eu-west-1"), new CellName("ap-southeast-1"))
            .withStableFor(Duration.ofSeconds(3));
    private static final String LAST_RESORT = "maintenance";
    private static final int LOST = 409;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(PLAN);
        stage.settle();
        stage.inEveryCell(status -> {
            assertThat(status.phase()).isEqualTo("steady");
            assertThat(status.fence()).isEqualTo(stage.fence());
        });
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void showTheLastOfContradictoryOrdersAndMoveOncePerOrder() {
        List<CellProcesses> cells = stage.world().cells();
        assertThat(cells).hasSize(3);
        contradict(List.of(stage.away(), LAST_RESORT, stage.home()));
        assertAllShowTheLastOrder();
        contradict(List.of(LAST_RESORT, stage.home(), stage.away()));
        assertAllShowTheLastOrder();

        for (CellProcesses cell : cells) {
            String other = stage.fence().active().value().equals(stage.away()) ? LAST_RESORT : stage.away();
            stage.api(cell).direct("override", Map.of("target", other, "why", "the last word", "force", true));
            stage.awaitAnswer(other);
            assertAllShowTheLastOrder();
            Order last = Objects.requireNonNull(stage.fence().words().order());
            assertThat(last.cell()).isEqualTo(cell.name());
            assertThat(last.target()).isEqualTo(new SiteName(other));
        }

        stage.api(cells.getFirst()).direct("release", Map.of("why", "all is well"));
        stage.awaitSettledAt(stage.home());
        stage.inEveryCell(status -> {
            assertThat(status.override()).isNull();
            assertThat(status.fence()).isEqualTo(stage.fence());
        });
        assertOneMovePerOrder();
        stage.assertNeverWithoutAnAnswer();
    }

    /** Each cell is told another site at the same time, and then to cancel what it does, or to acknowledge. */
    private static void contradict(List<String> targets) {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            List<CellProcesses> cells = stage.world().cells();
            for (int at = 0; at < cells.size(); at++) {
                CellProcesses cell = cells.get(at);
                Map<String, ?> order = Map.of("target", targets.get(at), "why", "all at once", "force", true);
                answers.add(clients.submit(() -> stage.api(cell).tryToDirect("override", order)));
            }
            var _ = clients.submit(() -> stage.api(cells.get(1)).tryToDirect("cancel", Map.of("why", "not this one")));
            var _ = clients.submit(() -> stage.api(cells.get(2)).tryToDirect("acknowledge", Map.of("why", "seen")));
            assertThat(answers.stream().map(ThreeCellsIT::answer))
                    .allMatch(code -> code == 200 || code == 202 || code == LOST);
        }
    }

    private static int answer(Future<Integer> order) {
        try {
            return order.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** None has anything under way, and all say what the fence says. */
    private static void assertAllShowTheLastOrder() {
        stage.inEveryCell(status -> {
            Fence fence = stage.fence();
            Order last = Objects.requireNonNull(fence.words().order());
            assertThat(status.phase()).isEqualTo("steady");
            assertThat(status.fence()).isEqualTo(fence);
            if (last.target() == null) {
                assertThat(status.override()).isNull();
                return;
            }
            assertThat(fence.active()).isEqualTo(last.target());
            assertThat(status.active()).isEqualTo(last.target());
            assertThat(Objects.requireNonNull(status.override()).target()).isEqualTo(last.target());
            assertThat(status.override().waiting()).isNull();
            assertThat(stage.answer())
                    .containsExactly(stage.world().site(last.target().value()).address());
        });
    }

    /** Of all that the provider has accepted: what moved the traffic while an order was in force went to its site, once. */
    private static void assertOneMovePerOrder() {
        List<Fence> accepted = stage.world().route53().calls().stream()
                .filter(Call::accepted)
                .flatMap(call -> call.batch().stream())
                .filter(change -> change.action() != RecordChange.Action.DELETE)
                .map(RecordChange::set)
                .filter(set -> set.name().startsWith("_signalbox."))
                .map(set ->
                        Fence.parse(set.values().getFirst().replace("\" \"", "").replace("\"", "")))
                .toList();
        var moved = new HashSet<Long>();
        for (int at = 1; at < accepted.size(); at++) {
            Fence next = accepted.get(at);
            Order order = next.words().order();
            boolean moves = !next.active().equals(accepted.get(at - 1).active());
            if (moves && order != null && order.target() != null) {
                assertThat(next.active()).as(next.text()).isEqualTo(order.target());
                assertThat(moved.add(order.number()))
                        .as("moved twice: " + next.text())
                        .isTrue();
            }
        }
        assertThat(moved).hasSizeGreaterThanOrEqualTo(stage.world().cells().size());
    }
}

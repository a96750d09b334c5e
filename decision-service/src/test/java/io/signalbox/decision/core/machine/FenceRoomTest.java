package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.rules.FenceSize;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.state.FenceHold;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is reckoned with when a topology is read is what is written: one freeze and one drill of each cell. */
class FenceRoomTest {

    @Test
    void theRoomForHoldsIsThatOfAllKindsOfAllCells() {
        List<CellName> cells = List.of(CELL, new CellName("eu-west-1"), new CellName("ap-southeast-1"));
        List<FenceHold> all = cells.stream()
                .flatMap(cell -> Stream.of(FenceHold.Kind.FREEZE_OF_PLANS, FenceHold.Kind.DRILL)
                        .map(kind -> FenceHold.of(kind, cell, Instant.parse("2199-12-31T23:59:59Z"))))
                .toList();
        assertThat(FenceSize.of(Orders.service(POLICY), cells).holds())
                .isEqualTo(FenceHold.write(all).length());
    }
}

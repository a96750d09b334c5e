package io.signalbox.decision.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.orders.DrillReports;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceContext;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillAlarmsTest {

    private static final Service SERVICE = new Given().topology().services().getFirst();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void areNamedInTheSameOrderInEveryProcess() {
        var draft = new TransitionBuilder(
                new ServiceContext(SERVICE, new CellName("us-east-1"), "digest", false),
                ServiceState.fresh(SERVICE.name(), NOW),
                FleetState.NEW,
                NOW);
        for (String code : List.of("g", "d", "a", "f", "c", "e", "b", "h")) {
            draft.raise(Reason.of(code, "something is wrong"));
        }
        assertThat(DrillReports.alarms(draft.state())).isEqualTo("there are alarms: [a, b, c, d, e, f, g, h]");
    }
}

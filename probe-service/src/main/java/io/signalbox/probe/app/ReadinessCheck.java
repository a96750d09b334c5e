package io.signalbox.probe.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while a topology is probed. An unreachable Kafka is shown but does not matter: probing continues without it. */
@Readiness
@ApplicationScoped
class ReadinessCheck implements HealthCheck {

    private final Prober prober;
    private final CellAccessWatches access;

    ReadinessCheck(Prober prober, CellAccessWatches access) {
        this.access = access;
        this.prober = prober;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("probing");
        return prober.running()
                .map(running -> {
                    response.withData("vantage", running.vantage().value())
                            .withData(
                                    "vantage-healthy",
                                    running.engine().vantageHealth().healthy());
                    running.cells().publishers().forEach(cell -> {
                        String name = "cell-" + cell.cell().name();
                        response.withData(name, cell.reach().name().toLowerCase(Locale.ROOT));
                        access.problem(cell.cell().name())
                                .ifPresent(problem -> response.withData(name + "-access", problem));
                    });
                    return response.status(running.engine().alive()).build();
                })
                .orElseGet(() -> response.down().build());
    }
}

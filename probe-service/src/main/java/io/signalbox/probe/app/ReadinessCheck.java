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

    ReadinessCheck(Prober prober) {
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
                    running.cells()
                            .publishers()
                            .forEach(cell -> response.withData(
                                    "cell-" + cell.cell().name(),
                                    cell.reach().name().toLowerCase(Locale.ROOT)));
                    return response.status(running.engine().alive()).build();
                })
                .orElseGet(() -> response.down().build());
    }
}

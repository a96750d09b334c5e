package io.signalbox.probe.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when an event loop hangs: only a restart helps. */
@Liveness
@ApplicationScoped
class LivenessCheck implements HealthCheck {

    private final Prober prober;

    LivenessCheck(Prober prober) {
        this.prober = prober;
    }

    @Override
    public HealthCheckResponse call() {
        boolean hangs = prober.running().filter(it -> !it.engine().alive()).isPresent();
        return HealthCheckResponse.named("event-loops").status(!hangs).build();
    }
}

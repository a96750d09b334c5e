package io.signalbox.decision.app;

import io.signalbox.decision.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether reads are answered here, and orders taken: both need what was before this instance began. */
@Readiness
@ApplicationScoped
public class ViewsHealth implements HealthCheck {

    private final Views views;

    @Inject
    ViewsHealth(Views views) {
        this.views = views;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("views-caught-up").status(views.isCaughtUp());
        views.progress().forEach(response::withData);
        return response.build();
    }
}

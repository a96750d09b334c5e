package io.signalbox.decision.app;

import io.signalbox.decision.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the views have caught up: reads and orders need the earlier records. */
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

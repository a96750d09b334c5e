package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.view.Views;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters for services. A service is in the answer when it meets all that are given. */
public class ServicesQuery {

    private static final int MOST = 500;

    @QueryParam("after")
    @Parameter(description = "the former page's \"next\"")
    @Nullable
    String after;

    @QueryParam("limit")
    @DefaultValue("100")
    int limit;

    @QueryParam("phase")
    @Parameter(description = "services in this phase; may be given several times")
    @Nullable
    Set<String> phases;

    @QueryParam("active")
    @Parameter(description = "services whose traffic is at this site")
    @Nullable
    String active;

    @QueryParam("verdict")
    @Parameter(description = "services with a site of this verdict: UP, DOWN or UNKNOWN")
    @Nullable
    String verdict;

    @QueryParam("alarm")
    @Parameter(description = "services with this alarm; \"any\" for those with one")
    @Nullable
    String alarm;

    /** @param next the {@code after} of the next page; absent on the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<ServiceStatus> services, @Nullable ServiceName next) {}

    Page of(Views views) {
        if (limit < 1 || limit > MOST) {
            throw expected("limit", "1 to " + MOST, String.valueOf(limit));
        }
        if (after != null && !Names.valid(after)) {
            throw expected("after", "the former page's \"next\"", after);
        }
        Verdict wanted = verdict == null ? null : verdict(verdict);
        List<ServiceStatus> found = views.statesAfter(after == null ? null : new ServiceName(after))
                .filter(status -> meets(status, wanted))
                .limit(limit + 1L)
                .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).service());
    }

    private boolean meets(ServiceStatus status, @Nullable Verdict wanted) {
        return (phases == null || phases.isEmpty() || phases.contains(status.phase()))
                && (active == null
                        || status.active() != null
                                && active.equals(status.active().value()))
                && (wanted == null || status.sites().stream().anyMatch(site -> site.verdict() == wanted))
                && (alarm == null
                        || status.alarms().stream().anyMatch(one -> alarm.equals("any") || alarm.equals(one.code())));
    }

    private static Verdict verdict(String name) {
        return Arrays.stream(Verdict.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> expected("verdict", "UP, DOWN or UNKNOWN", name));
    }

    private static RuntimeException expected(String parameter, String expected, String got) {
        return ProblemDetails.of(
                Response.Status.BAD_REQUEST, parameter, parameter + ": expected " + expected + ", got \"" + got + "\"");
    }
}

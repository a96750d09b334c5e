package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.Views;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
    String limit = "100";

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

    @QueryParam("awaits")
    @Parameter(
            description = "services that wait for an approver: move, step, failed-step, override; \"any\" for anything")
    @Nullable
    String awaits;

    /** @param next the {@code after} of the next page; absent on the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<ServiceStatus> services, @Nullable ServiceName next) {}

    Page of(Views views) {
        int most = (int) Parameters.number("limit", limit, 1, MOST);
        Parameters.words("phase", phases);
        Parameters.word("after", after);
        Parameters.word("active", active);
        Parameters.word("alarm", alarm);
        Parameters.word("awaits", awaits);
        Verdict wanted = verdict == null ? null : verdict(verdict);
        List<ServiceStatus> found = views.statesAfter(after == null ? null : new ServiceName(after))
                .filter(status -> meets(status, wanted))
                .limit(most + 1L)
                .toList();
        return found.size() <= most
                ? new Page(found, null)
                : new Page(found.subList(0, most), found.get(most - 1).service());
    }

    private boolean meets(ServiceStatus status, @Nullable Verdict wanted) {
        return (phases == null || phases.isEmpty() || phases.contains(status.phase()))
                && (active == null
                        || status.active() != null
                                && active.equals(status.active().value()))
                && (wanted == null || status.sites().stream().anyMatch(site -> site.verdict() == wanted))
                && (alarm == null || status.alarms().stream().anyMatch(one -> asksFor(alarm, one.code())))
                && (awaits == null
                        || status.awaits() != null
                                && asksFor(awaits, status.awaits().what()));
    }

    private static boolean asksFor(String wanted, String word) {
        return wanted.equals("any") || wanted.equals(word);
    }

    private static Verdict verdict(String name) {
        return Arrays.stream(Verdict.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiProblem.INVALID_VALUE.at("verdict", "UP, DOWN or UNKNOWN", name));
    }
}

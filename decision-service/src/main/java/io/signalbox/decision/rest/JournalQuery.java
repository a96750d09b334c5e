package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.view.JournalView;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters for journal entries. */
public class JournalQuery {

    private static final int MOST = 500;

    @QueryParam("before")
    @Parameter(description = "the former page's \"next\"")
    @Nullable
    Long before;

    @QueryParam("limit")
    @DefaultValue("50")
    int limit;

    @QueryParam("kind")
    @Parameter(description = "entries of this kind; may be given several times")
    @Nullable
    Set<String> kinds;

    @QueryParam("since")
    @Parameter(description = "entries not older than this instant, in ISO 8601")
    @Nullable
    String since;

    /** @param next the {@code before} of the next page; absent on the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<JournalEntry> entries, @Nullable Long next) {}

    /** @param service null for every service */
    Page of(JournalView journal, @Nullable ServiceName service) {
        if (limit < 1 || limit > MOST) {
            throw ProblemDetails.of(
                    Response.Status.BAD_REQUEST, "limit", "limit: expected 1 to " + MOST + ", got " + limit);
        }
        var query = new JournalView.Query(
                service, kinds == null ? Set.of() : kinds, instant(), before == null ? Long.MAX_VALUE : before, limit);
        List<JournalView.Kept> kept = journal.page(query);
        return new Page(
                kept.stream().map(JournalView.Kept::entry).toList(),
                kept.size() < limit ? null : cursor(service, kept.getLast()));
    }

    /** The page position: for one service its version, for all services the offset in the journal. */
    private static long cursor(@Nullable ServiceName service, JournalView.Kept last) {
        return service == null ? last.offset() : last.entry().version();
    }

    private @Nullable Instant instant() {
        try {
            return since == null ? null : Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw ProblemDetails.of(
                    Response.Status.BAD_REQUEST,
                    "since",
                    "since: expected an instant like 2026-01-31T12:00:00Z, got \"" + since + "\"");
        }
    }
}

package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.JournalView;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters for journal entries. */
public class JournalQuery {

    private static final int MOST = 500;

    @QueryParam("before")
    @Parameter(description = "the former page's \"next\"", schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Nullable
    String before;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
    String limit = "50";

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
        int most = (int) Parameters.number("limit", limit, 1, MOST);
        var query = new JournalView.Query(
                service,
                Parameters.words("kind", kinds),
                instant(),
                before == null ? Long.MAX_VALUE : Parameters.number("before", before, 0, Long.MAX_VALUE),
                most);
        List<JournalView.Kept> kept = journal.page(query);
        return new Page(
                kept.stream().map(JournalView.Kept::entry).toList(),
                kept.size() < most ? null : cursor(service, kept.getLast()));
    }

    /** The page position: for one service its version, for all services the offset in the journal. */
    private static long cursor(@Nullable ServiceName service, JournalView.Kept last) {
        return service == null ? last.offset() : last.entry().version();
    }

    private @Nullable Instant instant() {
        try {
            return since == null ? null : Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw ApiProblem.INVALID_VALUE.at("since", "an instant like 2026-01-31T12:00:00Z", since);
        }
    }
}

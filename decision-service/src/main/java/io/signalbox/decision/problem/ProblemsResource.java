package io.signalbox.decision.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The pages to which the types of problems refer. They need no token, so that callers without one can read about that,
 * too.
 */
@Path("/problems")
@PermitAll
@Produces(MediaType.TEXT_PLAIN)
public class ProblemsResource {

    @GET
    @Operation(summary = "All types of problems")
    public String all() {
        return Stream.of(ApiProblem.values())
                .map(problem -> problem.status() + " " + problem.type() + "  " + problem.title() + "\n")
                .collect(Collectors.joining());
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One type of problem: its meaning, and what to do")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "404",
            description = "No such type",
            content =
                    @Content(
                            mediaType = ApiProblemDetails.MEDIA_TYPE,
                            schema = @Schema(implementation = ApiProblemDetails.class)))
    public String one(@PathParam("name") String name) {
        ApiProblem problem = ApiProblem.labelled(name)
                .orElseThrow(() -> ApiProblem.UNKNOWN_PATH.saying("no problem has this name; /problems lists them"));
        return problem.label() + " (" + problem.status() + ")\n\n" + problem.title() + ".\n\nWhat to do: "
                + problem.remedy() + "\n";
    }
}

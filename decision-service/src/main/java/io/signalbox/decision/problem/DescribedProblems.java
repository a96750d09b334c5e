package io.signalbox.decision.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the description of every operation of the API the problems that it may answer with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribedProblems implements OASFilter {

    private static final String API = "/api/";
    private static final String SCHEMA = "#/components/schemas/ProblemDetails";
    private static final int[] EACH = {400, 401, 403, 404, 406, 429, 500, 503};
    private static final int[] WITH_BODY = {409, 412, 413, 415, 422};

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(API)) {
                item.getOperations().forEach(DescribedProblems::describe);
            }
        });
    }

    private static void describe(PathItem.HttpMethod method, Operation operation) {
        for (int status : EACH) {
            describe(operation, status);
        }
        if (method == PathItem.HttpMethod.POST) {
            for (int status : WITH_BODY) {
                describe(operation, status);
            }
        }
    }

    private static void describe(Operation operation, int status) {
        Map<String, APIResponse> known = operation.getResponses().getAPIResponses();
        APIResponse former = known.get(String.valueOf(status));
        if (former == null || former.getContent() == null) {
            operation.getResponses().addAPIResponse(String.valueOf(status), response(status));
        }
    }

    private static APIResponse response(int status) {
        String titles = Stream.of(ApiProblem.values())
                .filter(problem -> problem.status() == status)
                .map(problem -> problem.label() + ": " + problem.title())
                .reduce((first, second) -> first + "; " + second)
                .orElse("");
        return OASFactory.createAPIResponse()
                .description(titles)
                .content(OASFactory.createContent()
                        .addMediaType(
                                ApiProblemDetails.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(SCHEMA))));
    }
}

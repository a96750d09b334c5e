package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Identity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One parsed request.
 *
 * @param id of the zone, change or health check in the path; empty when there is none
 * @param signature null if the request is not signed
 */
record Route53Request(
        Operation operation,
        String id,
        Map<String, String> query,
        @Nullable RequestSignature signature,
        byte[] body) {

    /**
     * Of Route 53 in each partition: https://docs.aws.amazon.com/general/latest/gr/r53.html. With an endpoint override the SDK signs
     * with the names of its pseudo regions.
     */
    private static final Set<String> REGIONS =
            Set.of("us-east-1", "cn-northwest-1", "us-gov-west-1", "aws-global", "aws-cn-global", "aws-us-gov-global");

    private record Route(String method, Pattern path, Operation operation) {}

    private static final List<Route> ROUTES = List.of(
            route("POST", "/hostedzone/([^/]+)/rrset/?", Operation.CHANGE_RECORDS),
            route("GET", "/hostedzone/([^/]+)/rrset/?", Operation.LIST_RECORDS),
            route("GET", "/change/([^/]+)/?", Operation.GET_CHANGE),
            route("GET", "/hostedzonesbyname()/?", Operation.LIST_ZONES_BY_NAME),
            route("GET", "/hostedzone()/?", Operation.LIST_ZONES),
            route("GET", "/hostedzone/([^/]+)/?", Operation.GET_ZONE),
            route("POST", "/healthcheck()/?", Operation.CREATE_HEALTH_CHECK),
            route("GET", "/healthcheck()/?", Operation.LIST_HEALTH_CHECKS),
            route("GET", "/healthcheck/([^/]+)/status/?", Operation.GET_HEALTH_CHECK_STATUS),
            route("GET", "/healthcheck/([^/]+)/?", Operation.GET_HEALTH_CHECK),
            route("POST", "/healthcheck/([^/]+)/?", Operation.UPDATE_HEALTH_CHECK),
            route("DELETE", "/healthcheck/([^/]+)/?", Operation.DELETE_HEALTH_CHECK));

    private static Route route(String method, String path, Operation operation) {
        return new Route(method, Pattern.compile("/2013-04-01" + path), operation);
    }

    static Route53Request read(ReceivedRequest request) throws ApiError {
        for (Route route : ROUTES) {
            Matcher matcher = route.path().matcher(request.path());
            if (route.method().equals(request.method()) && matcher.matches()) {
                return new Route53Request(
                        route.operation(),
                        matcher.group(1),
                        query(request.query()),
                        RequestSignature.of(request, "route53").orElse(null),
                        request.body());
            }
        }
        throw ApiError.unknownOperation(request.method() + " " + request.path());
    }

    /** Empty when the request is not signed. */
    String accessKey() {
        return signature == null ? "" : signature.accessKey();
    }

    /** @throws ApiError if the request is not signed with valid credentials */
    Identity signer(Identities identities) throws ApiError {
        if (signature == null) {
            throw ApiError.unsigned();
        }
        if (!REGIONS.contains(signature.region())) {
            throw ApiError.elsewhere();
        }
        return signature.signer(identities);
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)).replace("-", ""), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** @throws ApiError when it is not a number from 1 to {@code most} */
    int maxItems(int most) throws ApiError {
        String text = query.getOrDefault("maxitems", String.valueOf(most));
        try {
            int items = Integer.parseInt(text);
            if (items >= 1) {
                return Math.min(items, most);
            }
        } catch (NumberFormatException e) {
            throw ApiError.invalidInput("MaxItems: expected a number, got " + text);
        }
        throw ApiError.invalidInput("MaxItems: expected 1 to " + most + ", got " + text);
    }
}

package io.signalbox.decision.problem;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules of RFC 9110 and RFC 9112 that the HTTP server does not check. */
final class RequestRules {

    private static final String NAME_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final int MOST_DIGITS = 18;

    private RequestRules() {}

    /**
     * @param version null for one that the server does not know
     * @param longest body that is read
     */
    static Optional<ApiProblemDetails> broken(@Nullable HttpVersion version, MultiMap headers, long longest) {
        if (version == null) {
            return malformed("the version", "HTTP/1.0, HTTP/1.1 or HTTP/2", "another one");
        }
        for (Map.Entry<String, String> header : headers) {
            if (!isName(header.getKey())) {
                return malformed("a header", "a name of letters, digits and " + NAME_SYMBOLS, header.getKey());
            }
            if (!isValue(header.getValue())) {
                return malformed(header.getKey(), "a value without control characters", "one with them");
            }
        }
        return length(headers.getAll(HttpHeaders.CONTENT_LENGTH), longest);
    }

    private static Optional<ApiProblemDetails> length(List<String> lengths, long longest) {
        if (lengths.isEmpty()) {
            return Optional.empty();
        }
        String length = lengths.getFirst();
        if (lengths.size() > 1 || !isNumber(length)) {
            return malformed("Content-Length", "one number of bytes", String.join(", ", lengths));
        }
        return Long.parseLong(length) > longest
                ? Optional.of(ApiProblemDetails.at(
                        ApiProblem.BODY_TOO_LARGE, "the body", "at most " + longest + " bytes", length))
                : Optional.empty();
    }

    private static Optional<ApiProblemDetails> malformed(String where, String allowed, String found) {
        return Optional.of(ApiProblemDetails.at(ApiProblem.MALFORMED_REQUEST, where, allowed, found));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(RequestRules::isOfName);
    }

    private static boolean isOfName(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || NAME_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isValue(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f);
    }
}

package io.signalbox.probe.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.HttpDetails.HeaderExpectation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A check's expectations of a response besides its status. Made once per check. */
final class ResponseExpectation {

    /** Larger bodies are not searched or parsed on an event loop. */
    private static final int LIGHT_BYTES = 8_192;

    private static final ObjectReader JSON =
            JsonMapper.builder().build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int bodyLimit;
    private final BodyPattern text;
    private final @Nullable Pattern pattern;
    private final Map<String, String> json;
    private final List<Header> headers;

    ResponseExpectation(Check.Http check) {
        HttpDetails details = check.details();
        bodyLimit = details.bodyLimit();
        text = new BodyPattern(check.bodyContains(), bodyLimit);
        pattern = details.matches() == null ? null : Pattern.compile(details.matches());
        json = details.json().isEmpty() ? Map.of() : new TreeMap<>(details.json());
        headers = details.headers().stream().map(Header::new).toList();
    }

    /** True if it looks at more than the status and a text in the body. */
    boolean isDemanding() {
        return pattern != null || !json.isEmpty() || !headers.isEmpty();
    }

    int bodyLimit() {
        return bodyLimit;
    }

    BodyPattern text() {
        return text;
    }

    List<Header> headers() {
        return headers;
    }

    boolean isHeavy(int bytes) {
        return bytes > LIGHT_BYTES && (pattern != null || !json.isEmpty());
    }

    /** Null if the response is as expected. @param headersFound which expected headers matched */
    @Nullable
    Mismatch judge(boolean[] headersFound, byte[] body, int length) {
        for (int i = 0; i < headersFound.length; i++) {
            if (!headersFound[i]) {
                return wrong("no header " + headers.get(i).name + " as expected");
            }
        }
        if (!text.found(text.read(0, Unpooled.wrappedBuffer(body, 0, length), length))) {
            return wrong("expected text not in the " + length + " bytes of body read");
        }
        if (pattern != null
                && !pattern.matcher(new String(body, 0, length, StandardCharsets.UTF_8))
                        .find()) {
            return wrong("expected pattern not in the " + length + " bytes of body read");
        }
        return json.isEmpty() ? null : judge(body, length);
    }

    private @Nullable Mismatch judge(byte[] body, int length) {
        JsonNode root = parsed(body, length);
        if (root == null) {
            return wrong("no JSON in the " + length + " bytes of body read");
        }
        for (Map.Entry<String, String> wanted : json.entrySet()) {
            JsonNode found = root.at(JsonPointer.compile(wanted.getKey()));
            if (found.isMissingNode()) {
                return wrong("no value at " + wanted.getKey() + " of the JSON");
            }
            if (!found.isValueNode() || !found.asText().equals(wanted.getValue())) {
                return wrong("a different value at " + wanted.getKey() + " of the JSON than expected");
            }
        }
        return null;
    }

    private static @Nullable JsonNode parsed(byte[] body, int length) {
        try {
            JsonNode root = JSON.readTree(body, 0, length);
            return root.isMissingNode() ? null : root;
        } catch (IOException _) {
            return null;
        }
    }

    private static Mismatch wrong(String detail) {
        return new Mismatch(Cause.WRONG_BODY, detail);
    }

    /** One expected header. */
    static final class Header {

        private final String name;
        private final HeaderExpectation expectation;

        private Header(HeaderExpectation expectation) {
            this.name = expectation.name().toLowerCase(Locale.ROOT);
            this.expectation = expectation;
        }

        boolean isMetBy(String lowerCaseName, String value) {
            return lowerCaseName.equals(name)
                    && (expectation.exact() ? value.equals(expectation.text()) : value.contains(expectation.text()));
        }
    }
}

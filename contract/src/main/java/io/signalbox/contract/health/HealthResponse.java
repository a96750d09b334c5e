package io.signalbox.contract.health;

/** An answer of a health endpoint. */
record HealthResponse(String status, String body) {

    /** Reads an HTTP/1.0 or 1.1 response that ended with its connection. */
    static HealthResponse parse(String text) {
        int headEnd = text.indexOf("\r\n\r\n");
        String[] words = text.split(" ", 3);
        if (headEnd < 0 || words.length < 3 || !words[0].startsWith("HTTP/1.")) {
            throw new IllegalArgumentException("expected an HTTP response, got " + text.length() + " bytes");
        }
        return new HealthResponse(words[1], text.substring(headEnd).strip());
    }

    boolean passed() {
        return status.equals("200");
    }
}

package io.signalbox.decision.ui;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One file of the dashboard.
 *
 * @param etag of the content, so that a browser has the files of one version after an upgrade
 */
record PageFile(String name, String type, String etag, Buffer content) {

    private static final String FOLDER = "/ui/";
    private static final int ETAG_DIGITS = 32;

    /** Reads a file of the folder {@code ui} of the resources. */
    static PageFile read(String name) {
        try (var in = Objects.requireNonNull(PageFile.class.getResourceAsStream(FOLDER + name), FOLDER + name)) {
            byte[] content = in.readAllBytes();
            return new PageFile(name, type(name), etag(content), Buffer.buffer(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException(name + ": expected .html, .css, .js or .svg");
        };
    }

    private static String etag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(hash).substring(0, ETAG_DIGITS) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

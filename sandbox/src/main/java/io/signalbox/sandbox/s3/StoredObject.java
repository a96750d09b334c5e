package io.signalbox.sandbox.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The content of an object. @param etag with its quotes */
public record StoredObject(String text, String etag) {

    static StoredObject of(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(body);
            return new StoredObject(
                    new String(body, StandardCharsets.UTF_8),
                    '"' + HexFormat.of().formatHex(digest) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no MD5", e);
        }
    }

    byte[] body() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

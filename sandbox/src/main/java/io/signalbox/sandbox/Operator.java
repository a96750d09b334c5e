package io.signalbox.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Somebody who may give orders to the decision-services of one world, approve, and push heartbeats to its probers.
 *
 * @param tokens the file that tells the services so
 */
public record Operator(String name, String token, Path tokens) {

    private static final int TOKEN_BYTES = 16;

    static Operator enrol(String name, Path directory) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        try {
            String hash = sha256(token);
            String line = name + " operator,approver,heartbeat " + hash + "\n";
            return new Operator(name, token, Files.writeString(directory.resolve("tokens"), line));
        } catch (IOException e) {
            throw new UncheckedIOException("no tokens file in " + directory, e);
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.signalbox.sandbox.world;

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
 * An operator: may give and approve orders, and may push heartbeats to the probers of one world.
 *
 * @param tokens the {@code signalbox.tokens} file with the hash of the token
 */
public record Operator(String name, String token, Path tokens) {

    private static final int TOKEN_BYTES = 16;

    /** Writes the tokens file to a directory. */
    public static Operator create(String name, Path directory) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        try {
            String hash = sha256(token);
            String line = name + " operator,approver,heartbeat " + hash + "\n";
            return new Operator(name, token, Files.writeString(directory.resolve("tokens"), line));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the tokens file in " + directory, e);
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

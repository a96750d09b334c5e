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
 * @param peers the {@code signalbox.peers.secret} file
 * @param restores the {@code signalbox.restore.keys} file
 */
public record Operator(String name, String token, Path tokens, Path peers, Path restores) {

    private static final int TOKEN_BYTES = 16;

    /** Writes the tokens file to a directory. */
    public static Operator create(String name, Path directory) {
        String token = random();
        try {
            String hash = sha256(token);
            String line = name + " operator,approver,heartbeat " + hash + "\n";
            return new Operator(
                    name,
                    token,
                    Files.writeString(directory.resolve("tokens"), line),
                    Files.writeString(directory.resolve("peers"), random() + "\n"),
                    Files.writeString(directory.resolve("restore-keys"), random() + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the files with tokens in " + directory, e);
        }
    }

    static String random() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
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

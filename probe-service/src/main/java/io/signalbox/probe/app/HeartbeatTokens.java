package io.signalbox.probe.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may push heartbeats, by the hash of the token that they show, in decision-service's format: lines of
 * {@code name role[,role] sha256}. Of the roles only {@code heartbeat} counts here. Tokens themselves are nowhere kept.
 */
record HeartbeatTokens(List<String> hashes) {

    static final HeartbeatTokens NONE = new HeartbeatTokens(List.of());

    private static final String ROLE = "heartbeat";
    private static final int FIELDS = 3;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    HeartbeatTokens {
        hashes = List.copyOf(hashes);
    }

    /** @throws IllegalArgumentException with file, line, what was found and what is allowed */
    static HeartbeatTokens read(Path file) throws IOException {
        var hashes = new ArrayList<String>();
        var problems = new ArrayList<String>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\\s+", -1);
            if (fields.length != FIELDS || !HASH.matcher(fields[FIELDS - 1]).matches()) {
                problems.add(file + ":" + (i + 1)
                        + ": expected name, roles and the token's SHA-256 of 64 lower-case hex" + " digits, got "
                        + fields.length + " words" + (fields.length == FIELDS ? " without that" : ""));
            } else if (Arrays.asList(fields[1].split(",", -1)).contains(ROLE)) {
                hashes.add(fields[2]);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new HeartbeatTokens(hashes);
    }

    /** Compares with every hash in constant time. */
    boolean know(String token) {
        byte[] shown = sha256(token).getBytes(StandardCharsets.US_ASCII);
        boolean known = false;
        for (String hash : hashes) {
            known |= MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII), shown);
        }
        return known;
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How many, and nothing of them. */
    @Override
    public String toString() {
        return hashes.size() + " tokens";
    }
}

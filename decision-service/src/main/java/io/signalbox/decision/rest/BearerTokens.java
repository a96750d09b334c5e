package io.signalbox.decision.rest;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may call, by the hash of the token that they show. Tokens themselves are nowhere kept. */
final class BearerTokens {

    /** @param role viewer or operator */
    record Holder(String name, String role, byte[] sha256) {}

    private static final Set<String> ROLES = Set.of(Roles.VIEWER, Roles.OPERATOR);
    private static final int FIELDS = 3;

    private final List<Holder> holders;

    private BearerTokens(List<Holder> holders) {
        this.holders = List.copyOf(holders);
    }

    /** @throws ConfigurationException naming file, line, what was found and what is allowed */
    static BearerTokens read(Optional<Path> file) {
        if (file.isEmpty()) {
            return new BearerTokens(List.of());
        }
        try {
            return parse(file.get().toString(), Files.readAllLines(file.get()));
        } catch (IOException e) {
            throw new ConfigurationException("signalbox.tokens: " + file.get() + " cannot be read: " + e, e);
        }
    }

    static BearerTokens parse(String file, List<String> lines) {
        var holders = new ArrayList<Holder>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                holders.add(holder(file + ":" + (i + 1), line.split(" +", -1)));
            }
        }
        return new BearerTokens(holders);
    }

    private static Holder holder(String where, String[] fields) {
        if (fields.length != FIELDS || !ROLES.contains(fields[1]) || !fields[2].matches("[0-9a-f]{64}")) {
            throw new ConfigurationException(
                    where + ": expected name, role (viewer or operator) and the token's SHA-256 as 64 hex digits");
        }
        return new Holder(fields[0], fields[1], HexFormat.of().parseHex(fields[2]));
    }

    /** Compares with every holder in constant time. */
    Optional<Holder> holder(String token) {
        byte[] shown = sha256(token);
        return holders.stream()
                .filter(holder -> MessageDigest.isEqual(holder.sha256(), shown))
                .findFirst();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

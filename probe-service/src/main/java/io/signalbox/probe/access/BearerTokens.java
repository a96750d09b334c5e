package io.signalbox.probe.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Roles by token hash, in decision-service's file format: lines of {@code name role[,role] sha256 [issuer#subject]};
 * the last field is ignored. The tokens themselves are stored nowhere.
 */
final class BearerTokens {

    static final BearerTokens NONE = new BearerTokens(List.of());

    private static final int FIELDS = 3;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** @param sha256 of the token, as lower-case hex digits */
    private record Holder(Set<TokenRole> roles, String sha256) {}

    private final List<Holder> holders;

    private BearerTokens(List<Holder> holders) {
        this.holders = List.copyOf(holders);
    }

    /** @throws IllegalArgumentException with file, line, what was found and what is allowed */
    static BearerTokens read(Path file) throws IOException {
        var holders = new ArrayList<Holder>();
        var problems = new ArrayList<String>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = file + ":" + (i + 1) + ": ";
            String[] fields = line.split("\\s+", -1);
            boolean complete = fields.length == FIELDS || fields.length == FIELDS + 1;
            if (!complete || !HASH.matcher(fields[FIELDS - 1]).matches()) {
                problems.add(place + "expected name, roles and the token's SHA-256 of 64 lower-case hex digits, got "
                        + fields.length + " words" + (complete ? " without that" : ""));
            } else {
                holders.add(new Holder(roles(fields[1], place, problems), fields[2]));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new BearerTokens(holders);
    }

    private static Set<TokenRole> roles(String words, String place, List<String> problems) {
        var roles = EnumSet.noneOf(TokenRole.class);
        for (String word : words.split(",", -1)) {
            if (TokenRole.words().contains(word)) {
                roles.add(TokenRole.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                problems.add(place + "expected roles out of " + TokenRole.words() + " with commas between, got \""
                        + word + "\"");
            }
        }
        return roles;
    }

    /** Null for an unknown token. Compares with every hash in constant time. */
    @Nullable
    Set<TokenRole> roles(String token) {
        byte[] shown = sha256(token).getBytes(StandardCharsets.US_ASCII);
        Set<TokenRole> found = null;
        for (Holder holder : holders) {
            if (MessageDigest.isEqual(holder.sha256().getBytes(StandardCharsets.US_ASCII), shown)) {
                found = holder.roles();
            }
        }
        return found;
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The number of tokens only. */
    @Override
    public String toString() {
        return holders.size() + " tokens";
    }
}

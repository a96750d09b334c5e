package io.signalbox.contract.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callers by the SHA-256 of their token. The tokens themselves are stored nowhere. */
public final class BearerTokens {

    public static final BearerTokens NONE = new BearerTokens(List.of());

    /**
     * @param sha256 of the token, as lower-case hex digits
     * @param subject the same person at an OpenID Connect issuer, as {@code issuer#subject}; null when the file names none
     */
    public record Holder(
            String name,
            Set<String> roles,
            String sha256,
            @Nullable String subject) {
        public Holder {
            roles = Set.copyOf(roles);
        }

        /** True if the holder may send this heartbeat: with the role for all, or with a scope that contains it. */
        public boolean mayBeat(String service, String site, String probe) {
            return roles.contains(Roles.HEARTBEAT)
                    || roles.stream()
                            .flatMap(role -> HeartbeatScope.of(role).stream())
                            .anyMatch(scope -> scope.contains(service, site, probe));
        }
    }

    private static final int FIELDS = 3;
    private static final int DIGITS = 64;

    private final List<Holder> holders;

    private BearerTokens(List<Holder> holders) {
        this.holders = List.copyOf(holders);
    }

    /**
     * Reads lines of {@code name role[,role] sha256 [issuer#subject]}; empty lines and those that begin with {@code #}
     * are ignored. A name may have several tokens, so that one can be replaced by the next.
     */
    public static BearerTokens parse(String file, List<String> lines) throws InvalidTokensException {
        var reading = new Reading(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                reading.line(i + 1, line.split("\\s+", -1));
            }
        }
        return reading.done();
    }

    /** Compares with every holder in constant time. */
    public Optional<Holder> holder(String token) {
        byte[] shown = sha256(token).getBytes(StandardCharsets.US_ASCII);
        return holders.stream()
                .filter(holder -> MessageDigest.isEqual(holder.sha256().getBytes(StandardCharsets.US_ASCII), shown))
                .findFirst();
    }

    /** The name in this file of a subject {@code issuer#subject}; the subject itself when no line has it. */
    public String person(String subject) {
        return holders.stream()
                .filter(holder -> subject.equals(holder.subject()))
                .map(Holder::name)
                .findFirst()
                .orElse(subject);
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Collects the holders and all problems of a file. */
    private static final class Reading {

        private final String file;
        private final List<Holder> holders = new ArrayList<>();
        private final Map<String, Integer> lineOfHash = new HashMap<>();
        private final Map<String, Claimed> personOf = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        private record Claimed(String name, int line) {}

        Reading(String file) {
            this.file = file;
        }

        void line(int number, String[] fields) {
            if (fields.length != FIELDS && fields.length != FIELDS + 1) {
                problem(number, "expected name, roles and the token's SHA-256, got " + fields.length + " words");
                return;
            }
            Set<String> roles = roles(number, fields[1]);
            String hash = fields[2];
            if (!hash.matches("[0-9a-f]{" + DIGITS + "}")) {
                problem(
                        number,
                        "expected a SHA-256 of " + DIGITS + " lower-case hex digits, got " + hash.length()
                                + " characters that are not that");
                return;
            }
            Integer earlier = lineOfHash.putIfAbsent(hash, number);
            if (earlier != null) {
                problem(number, "the token is the same as in line " + earlier);
            }
            String subject = fields.length == FIELDS ? null : fields[FIELDS];
            if (subject != null) {
                requireOnePerson(number, fields[0], subject);
            }
            holders.add(new Holder(fields[0], roles, hash, subject));
        }

        private void requireOnePerson(int number, String name, String subject) {
            if (!subject.matches("[^#]+#.+")) {
                problem(number, "expected issuer#subject, as a web token's iss and sub, got \"" + subject + "\"");
            }
            Claimed earlier = personOf.putIfAbsent(subject, new Claimed(name, number));
            if (earlier != null && !earlier.name.equals(name)) {
                problem(number, subject + " is " + earlier.name + " already, in line " + earlier.line);
            }
        }

        private Set<String> roles(int number, String words) {
            var roles = new HashSet<String>();
            for (String role : words.split(",", -1)) {
                if (Roles.ALL.contains(role) || HeartbeatScope.of(role).isPresent()) {
                    roles.add(role);
                } else {
                    problem(
                            number,
                            "expected roles out of " + Roles.ALL + " or " + HeartbeatScope.FORM
                                    + " with commas between, got \"" + role + "\"");
                }
            }
            return roles;
        }

        private void problem(int number, String text) {
            problems.add(file + ":" + number + ": " + text);
        }

        BearerTokens done() throws InvalidTokensException {
            if (!problems.isEmpty()) {
                throw new InvalidTokensException(file, problems);
            }
            return new BearerTokens(holders);
        }
    }
}

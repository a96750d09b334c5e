package io.signalbox.contract.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tokens of a file, read again whenever {@link #read} is called. An invalid file changes nothing. For any thread. */
public final class TokenFile {

    private final @Nullable Path file;
    private volatile BearerTokens current = BearerTokens.NONE;
    private List<String> seen = List.of();
    private volatile @Nullable String problem;

    /** @param file null for no tokens at all */
    public TokenFile(@Nullable Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @return whether the tokens have changed
     * @throws InvalidTokensException with all problems of the file
     */
    public synchronized boolean read() throws IOException, InvalidTokensException {
        if (file == null) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.equals(seen)) {
            return false;
        }
        current = BearerTokens.parse(file.toString(), lines);
        seen = lines;
        return true;
    }

    /** Reads the file again. A problem is reported when it differs from that of the last reading. */
    public void reload(Consumer<String> information, Consumer<String> warning) {
        try {
            if (read()) {
                information.accept("tokens replaced reason=the file has changed");
            }
            problem = null;
        } catch (IOException | InvalidTokensException e) {
            String found = problem(e);
            if (!found.equals(problem)) {
                warning.accept("tokens rejected, the previous ones stay in force reason=\"" + found + "\"");
            }
            problem = found;
        }
    }

    /** True if {@link #reload} could not take the file over. */
    public boolean isRejected() {
        return problem != null;
    }

    /** The text for a failed {@link #read}. */
    public static String problem(Exception failure) {
        return failure instanceof IOException ? "cannot be read: " + failure : String.valueOf(failure.getMessage());
    }

    public Optional<BearerTokens.Holder> holder(String token) {
        return current.holder(token);
    }

    /** @param subject {@code issuer#subject} */
    public String person(String subject) {
        return current.person(subject);
    }
}

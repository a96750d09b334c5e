package io.signalbox.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kept inputs of the parsers of one module: {@code src/test/resources/fuzz/<parser>}. An input that found a defect is
 * kept for good; the others reach lines that the valid inputs do not reach.
 */
public final class Corpus {

    private static final int DIGITS = 12;

    private final Path folder;

    /** @param folder of the inputs of all parsers */
    public Corpus(Path folder) {
        this.folder = folder;
    }

    /** The valid inputs of a parser and the kept ones. */
    public List<byte[]> inputs(FuzzedParser parser) {
        var all = new ArrayList<>(parser.seeds());
        Path kept = folder.resolve(parser.name());
        if (Files.isDirectory(kept)) {
            try (Stream<Path> files = Files.list(kept)) {
                for (Path file : files.sorted().toList()) {
                    all.add(Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** Keeps an input. @param why first part of its file's name @return the file */
    public Path keep(FuzzedParser parser, String why, byte[] input) {
        try {
            Path kept = Files.createDirectories(folder.resolve(parser.name()));
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(input));
            return Files.write(kept.resolve(why + "-" + digest.substring(0, DIGITS)), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

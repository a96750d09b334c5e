package io.signalbox.contract.topology.environment;

import io.signalbox.contract.topology.Digest;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.Variables;
import io.signalbox.contract.topology.yaml.YamlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a topology is read from: one file, or the file of an environment and the base that it names.
 *
 * @param root of the whole text; null if there is none, and then the findings say why
 * @param base the file that the environment's file names, as it is written; null if there is none
 * @param digest of the bytes of all files
 */
public record TopologyText(@Nullable Node root, @Nullable String base, String digest) {

    /** Reads the file that an environment's file names. */
    @FunctionalInterface
    public interface BaseFile {
        /** @param base as it is written */
        byte[] read(String base) throws IOException;
    }

    /** @throws IOException if {@code file} cannot be read; a base that cannot be read is a finding */
    public static TopologyText read(Path file, Findings findings) throws IOException {
        return of(Files.readAllBytes(file), base -> Files.readAllBytes(beside(file, base)), findings);
    }

    /** @param bytes of the file that was asked for */
    public static TopologyText of(byte[] bytes, BaseFile baseFile, Findings findings) {
        Node root = YamlText.compose(bytes, findings);
        if (root == null || !EnvironmentFile.isOne(root)) {
            return new TopologyText(root, null, Digest.of(bytes));
        }
        var environment = EnvironmentFile.of(Cursor.root(root, findings, new Variables(Map.of())));
        String base = environment.base();
        if (base == null) {
            return new TopologyText(null, null, Digest.of(bytes));
        }
        byte[] baseBytes;
        try {
            baseBytes = baseFile.read(base);
        } catch (IOException e) {
            environment.baseUnreadable(e);
            return new TopologyText(null, base, Digest.of(bytes));
        }
        Node baseRoot = YamlText.compose(baseBytes, base, findings);
        Node whole = baseRoot == null ? null : environment.applied(baseRoot);
        return new TopologyText(findings.none() ? whole : null, base, digest(bytes, baseBytes));
    }

    private static Path beside(Path file, String base) throws IOException {
        try {
            return file.resolveSibling(base);
        } catch (InvalidPathException e) {
            throw new IOException(e.getReason(), e);
        }
    }

    /** The digest that {@link #read} would find now. @param base as the last reading has found it */
    public static String digest(Path file, @Nullable String base) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return base == null ? Digest.of(bytes) : digest(bytes, Files.readAllBytes(beside(file, base)));
    }

    private static String digest(byte[] bytes, byte[] baseBytes) {
        var all = new ByteArrayOutputStream(bytes.length + baseBytes.length);
        all.writeBytes(bytes);
        all.writeBytes(baseBytes);
        return Digest.of(all.toByteArray());
    }

    /** As one YAML text, without the comments. @throws IllegalStateException if there is no root */
    public String rendered() {
        if (root == null) {
            throw new IllegalStateException("nothing to render");
        }
        DumpSettings settings = DumpSettings.builder().build();
        return new Present(settings)
                .emitToString(new Serialize(settings).serializeOne(root).iterator());
    }
}

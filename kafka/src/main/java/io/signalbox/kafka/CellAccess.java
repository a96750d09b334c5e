package io.signalbox.kafka;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.KafkaSecurity;
import java.nio.file.Path;

/**
 * How this process connects to the Kafka of one cell. {@code ClientProperties} makes the properties of Kafka's clients from it.
 *
 * @param folder of the {@link Credentials}
 */
public record CellAccess(CellName cell, KafkaSecurity security, Path folder) {

    /** The folder of the credentials by default. */
    public static final Path FOLDER = Path.of("/etc/signalbox/kafka");

    private static final String SEPARATOR = "@";
    private static final int PARTS = 3;

    public static CellAccess of(Cell cell, Path folder) {
        return new CellAccess(cell.name(), cell.security(), folder);
    }

    /** @throws IllegalArgumentException for an unknown security, with those that are known */
    public static CellAccess of(String cell, String security, String folder) {
        KafkaSecurity known = KafkaSecurity.of(security)
                .orElseThrow(() -> new IllegalArgumentException("signalbox.kafka.security: expected "
                        + String.join(", ", KafkaSecurity.words()) + ", got \"" + security + "\""));
        return new CellAccess(new CellName(cell), known, Path.of(folder));
    }

    /** Reads the result of {@link #text}. */
    static CellAccess parse(String text) {
        String[] parts = text.split(SEPARATOR, PARTS);
        return of(parts[0], parts[1], parts[2]);
    }

    /** Names cell, security and folder. */
    String text() {
        return String.join(SEPARATOR, cell.value(), security.toString(), folder.toString());
    }

    Credentials credentials() {
        return Credentials.of(cell, folder);
    }
}

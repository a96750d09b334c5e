package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.topology.yaml.Findings.Position;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** From bytes to nodes that know their line. Bad syntax is a problem like any other. */
public final class YamlText {

    /** The topology needs 8 levels; composing is recursive, so a hostile depth would end in a stack overflow. */
    private static final int DEEPEST = 50;

    /** In characters: 50,000 checks take 12 million, and the library's own limit is 3 million. */
    private static final int LONGEST = 64 * 1_024 * 1_024;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(LONGEST).build();

    private YamlText() {}

    /** The document's root; null when it has none, and then {@code findings} say why. */
    public static @Nullable Node compose(byte[] bytes, Findings findings) {
        try {
            requireUtf8(bytes);
            if (tooDeep(bytes, findings)) {
                return null;
            }
            Node root = new Compose(SETTINGS)
                    .composeInputStream(new ByteArrayInputStream(bytes))
                    .orElse(null);
            if (root == null) {
                findings.add(new Position(0, 1), "", "expected a topology, the file is empty");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            findings.add(mark == null ? Position.NONE : Position.of(mark), "", "not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            findings.add(Position.NONE, "", "not valid YAML: " + e.getMessage());
        } catch (CharacterCodingException e) {
            findings.add(Position.NONE, "", "expected text in UTF-8, got other bytes");
        }
        return null;
    }

    private static void requireUtf8(byte[] bytes) throws CharacterCodingException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    }

    private static boolean tooDeep(byte[] bytes, Findings findings) {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseInputStream(new ByteArrayInputStream(bytes))) {
            depth += switch (event.getEventId()) {
                case MappingStart, SequenceStart -> 1;
                case MappingEnd, SequenceEnd -> -1;
                case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
            };
            if (depth > DEEPEST) {
                Position position = event.getStartMark().map(Position::of).orElse(Position.NONE);
                findings.add(position, "", "expected at most " + DEEPEST + " levels of lists and maps");
                return true;
            }
        }
        return false;
    }
}

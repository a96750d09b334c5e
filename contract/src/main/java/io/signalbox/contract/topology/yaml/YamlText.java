package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.topology.yaml.Findings.Position;
import java.io.CharArrayReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
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

/** Parses bytes into nodes with line numbers. Bad syntax is reported like any other problem. */
public final class YamlText {

    /** The topology needs 8 levels; composing is recursive, so a hostile depth would end in a stack overflow. */
    private static final int DEEPEST = 50;

    /** In characters: 50,000 checks take 12 million, and the library's own limit is 3 million. */
    private static final int LONGEST = 64 * 1_024 * 1_024;

    /** The library's own buffer, which is enough for all that it looks up before the first character. */
    private static final int LEAST_BUFFER = 1_024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private YamlText() {}

    /** The document's root; null when it has none, then {@code findings} contain the reason. */
    public static @Nullable Node compose(byte[] bytes, Findings findings) {
        return compose(bytes, "", findings);
    }

    /** @param file as problems name it; empty for the file that was asked for */
    public static @Nullable Node compose(byte[] bytes, String file, Findings findings) {
        try {
            CharBuffer text = decoded(bytes);
            if (text.length() > LONGEST) {
                findings.add(Position.NONE, "", "expected at most " + LONGEST + " characters, got " + text.length());
                return null;
            }
            if (tooDeep(text, file, findings)) {
                return null;
            }
            Node root = new Compose(settings(text, file))
                    .composeReader(reader(text))
                    .orElse(null);
            if (root == null) {
                findings.add(Position.START, "", "expected a topology, the file is empty");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            findings.add(mark == null ? Position.NONE : Position.of(mark), "", "not valid YAML: " + e.getProblem());
        } catch (YamlEngineException | IllegalArgumentException e) {
            // The library throws the second for a tag that is blank once it is decoded.
            findings.add(Position.NONE, "", "not valid YAML: " + e.getMessage());
        } catch (CharacterCodingException e) {
            findings.add(Position.NONE, "", "expected text in UTF-8, got other bytes");
        }
        return null;
    }

    /** Without a byte order mark. */
    private static CharBuffer decoded(byte[] bytes) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        return text.hasRemaining() && text.get(0) == BYTE_ORDER_MARK
                ? text.position(1).slice()
                : text;
    }

    private static Reader reader(CharBuffer text) {
        return new CharArrayReader(text.array(), text.arrayOffset() + text.position(), text.remaining());
    }

    /**
     * The whole text fits into the library's buffer. It copies the token that it reads for each buffer that the token needs: with
     * its own buffer, the time of a long comment or text would grow with the square of the length.
     */
    private static LoadSettings settings(CharBuffer text, String file) {
        return LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(LONGEST)
                .setBufferSize(LEAST_BUFFER + text.length())
                .build();
    }

    private static boolean tooDeep(CharBuffer text, String file, Findings findings) {
        int depth = 0;
        for (Event event : new Parse(settings(text, file)).parseReader(reader(text))) {
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

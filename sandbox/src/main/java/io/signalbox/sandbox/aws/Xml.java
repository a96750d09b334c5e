package io.signalbox.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Writes one XML document in Route 53's namespace. */
final class Xml {

    private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";

    /** Whatever a path may hold that a document may not, or its reader takes the whole answer for a broken one. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    private Xml() {}

    static Xml document(String root) {
        var xml = new Xml();
        xml.text.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
        xml.open.push(root);
        return xml;
    }

    Xml open(String element) {
        text.append('<').append(element).append('>');
        open.push(element);
        return this;
    }

    Xml close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    Xml leaf(String element, Object value) {
        open(element);
        text.append(escaped(value.toString()));
        return close();
    }

    private static String escaped(String value) {
        return NOT_XML.matcher(value)
                .replaceAll("\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** The whole document, with whatever is still open closed. */
    byte[] bytes() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

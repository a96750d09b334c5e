package io.signalbox.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Writes an XML document in Route 53's namespace. */
final class XmlWriter {

    private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";

    /** Characters that XML does not allow. Clients reject a whole response that has one. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    private XmlWriter() {}

    static XmlWriter document(String root) {
        var xml = new XmlWriter();
        xml.text.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
        xml.open.push(root);
        return xml;
    }

    XmlWriter open(String element) {
        text.append('<').append(element).append('>');
        open.push(element);
        return this;
    }

    XmlWriter close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    XmlWriter leaf(String element, Object value) {
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

    /** The whole document; closes open elements. */
    byte[] bytes() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

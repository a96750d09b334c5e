package io.signalbox.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes one XML document in Route 53's namespace. */
final class Xml {

    private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";

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
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole document, with whatever is still open closed. */
    byte[] bytes() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

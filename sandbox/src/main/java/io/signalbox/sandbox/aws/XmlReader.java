package io.signalbox.sandbox.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads the XML elements of a request body. */
final class XmlReader {

    private XmlReader() {}

    /** @throws ApiError when the body is not XML or has another root */
    static Element root(byte[] body, String name) throws ApiError {
        Element root = parse(body);
        if (!name.equals(root.getLocalName())) {
            throw malformed("unexpected element " + root.getLocalName());
        }
        return root;
    }

    private static Element parse(byte[] body) throws ApiError {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw malformed(String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK has no safe XML parser", e);
        }
    }

    static ApiError malformed(String why) {
        return ApiError.invalidInput("Invalid XML ; " + why);
    }

    static Element required(Element parent, String name) throws ApiError {
        Element child = child(parent, name);
        if (child == null) {
            throw malformed("The content of element '" + parent.getLocalName() + "' is not complete. '" + name
                    + "' is expected.");
        }
        return child;
    }

    static @Nullable String optional(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? null : text(child);
    }

    static @Nullable Element child(Element parent, String name) {
        var found = children(parent, name);
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(each -> name.equals(each.getLocalName()))
                .toList();
    }

    static List<Element> children(Element parent) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .toList();
    }

    static String text(Element element) {
        return String.valueOf(element.getTextContent()).trim();
    }
}

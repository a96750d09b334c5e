package io.signalbox.sandbox.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads the body of ChangeResourceRecordSets. */
final class ChangeBatchReader {

    private static final List<String> OTHER_POLICIES = List.of(
            "Region", "GeoLocation", "Failover", "MultiValueAnswer", "CidrRoutingConfig", "GeoProximityLocation");

    private ChangeBatchReader() {}

    static List<Change> read(byte[] body) throws AwsError {
        Element root = parse(body);
        if (!"ChangeResourceRecordSetsRequest".equals(root.getLocalName())) {
            throw malformed("unexpected element " + root.getLocalName());
        }
        var changes = new ArrayList<Change>();
        for (Element change : children(required(required(root, "ChangeBatch"), "Changes"), "Change")) {
            changes.add(change(change));
        }
        return changes;
    }

    private static Element parse(byte[] body) throws AwsError {
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

    private static AwsError malformed(String why) {
        return AwsError.invalidInput("Invalid XML ; " + why);
    }

    private static Change change(Element change) throws AwsError {
        String action = text(required(change, "Action"));
        try {
            return new Change(Change.Action.valueOf(action), set(required(change, "ResourceRecordSet")));
        } catch (IllegalArgumentException e) {
            throw AwsError.invalidInput("1 validation error detected: Value '" + action
                    + "' at 'changeBatch.changes.action' failed to satisfy constraint: Member must satisfy enum value"
                    + " set: [CREATE, DELETE, UPSERT]");
        }
    }

    private static ResourceRecordSet set(Element set) throws AwsError {
        for (String policy : OTHER_POLICIES) {
            if (child(set, policy) != null) {
                throw AwsError.invalidInput("The sandbox knows simple and weighted routing, not " + policy);
            }
        }
        String healthCheck = optional(set, "HealthCheckId");
        if (healthCheck != null) {
            throw AwsError.noSuchHealthCheck(healthCheck);
        }
        return new ResourceRecordSet(
                text(required(set, "Name")),
                text(required(set, "Type")),
                optional(set, "SetIdentifier"),
                number(optional(set, "Weight")),
                number(optional(set, "TTL")),
                values(set),
                alias(child(set, "AliasTarget")));
    }

    private static List<String> values(Element set) throws AwsError {
        Element records = child(set, "ResourceRecords");
        if (records == null) {
            return List.of();
        }
        var values = new ArrayList<String>();
        for (Element each : children(records, "ResourceRecord")) {
            values.add(text(required(each, "Value")));
        }
        if (values.isEmpty()) {
            throw malformed("The content of element 'ResourceRecords' is not complete.");
        }
        return values;
    }

    private static ResourceRecordSet.@Nullable Alias alias(@Nullable Element alias) throws AwsError {
        if (alias == null) {
            return null;
        }
        return new ResourceRecordSet.Alias(
                text(required(alias, "HostedZoneId")),
                text(required(alias, "DNSName")),
                Boolean.parseBoolean(text(required(alias, "EvaluateTargetHealth"))));
    }

    private static @Nullable Long number(@Nullable String text) throws AwsError {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw malformed("'" + text + "' is not a valid value for 'integer'.");
        }
    }

    private static Element required(Element parent, String name) throws AwsError {
        Element child = child(parent, name);
        if (child == null) {
            throw malformed("The content of element '" + parent.getLocalName() + "' is not complete. '" + name
                    + "' is expected.");
        }
        return child;
    }

    private static @Nullable String optional(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? null : text(child);
    }

    private static @Nullable Element child(Element parent, String name) {
        var found = children(parent, name);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Element> children(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && name.equals(node.getLocalName()))
                .map(Element.class::cast)
                .toList();
    }

    private static String text(Element element) {
        return String.valueOf(element.getTextContent()).trim();
    }
}

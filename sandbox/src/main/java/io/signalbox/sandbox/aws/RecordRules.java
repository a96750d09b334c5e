package io.signalbox.sandbox.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.xbill.DNS.Address;

/**
 * The rules for a change that do not depend on the zone's records: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html and
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html.
 */
final class RecordRules {

    private static final Set<String> TYPES =
            Set.of("A", "AAAA", "CAA", "CNAME", "DS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "TXT");
    private static final long MOST_WEIGHT = 255;
    private static final long MOST_TTL = Integer.MAX_VALUE;
    private static final int MOST_CHARACTERS = 255;
    private static final int MOST_ELEMENTS = 1_000;
    private static final int MOST_VALUE_CHARACTERS = 32_000;

    /** One or more quoted strings; quotes and backslashes within are escaped. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"(?:\\s+|$)");

    private RecordRules() {}

    /** Throws what Route 53 refuses without reading the zone. */
    static void requireWellFormed(List<RecordChange> changes) throws ApiError {
        if (changes.isEmpty()) {
            throw ApiError.invalidInput("Invalid request: Expected at least one Change");
        }
        for (int i = 0; i < changes.size(); i++) {
            requireWellFormed(changes.get(i), i + 1);
        }
        requireWithinLimits(changes);
    }

    private static void requireWellFormed(RecordChange change, int number) throws ApiError {
        var set = change.set();
        if (!TYPES.contains(set.type())) {
            throw constraint(number, "type", set.type(), "Member must satisfy enum value set: " + TYPES);
        }
        if (set.weight() != null && (set.weight() < 0 || set.weight() > MOST_WEIGHT)) {
            throw constraint(number, "weight", String.valueOf(set.weight()), "Member must be between 0 and 255");
        }
        if (set.ttl() != null && (set.ttl() < 0 || set.ttl() > MOST_TTL)) {
            throw constraint(number, "tTL", String.valueOf(set.ttl()), "Member must be between 0 and 2147483647");
        }
        boolean alias = set.alias() != null && set.ttl() == null && set.values().isEmpty();
        boolean plain =
                set.alias() == null && set.ttl() != null && !set.values().isEmpty();
        if (!alias && !plain) {
            throw ApiError.invalidInput("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and "
                    + "ResourceRecords], or TrafficPolicyInstanceId], but found none or more than one in Change with "
                    + change.inWords());
        }
        requireOnePolicy(change, set);
    }

    private static void requireOnePolicy(RecordChange change, ResourceRecordSet set) throws ApiError {
        if (set.weight() != null && set.failover() != null) {
            throw ApiError.invalidInput("Invalid request: Expected exactly one of [Weight, Region, Failover, "
                    + "GeoLocation, or MultiValueAnswer], but found more than one in Change with " + change.inWords());
        }
        boolean policy = set.weight() != null || set.failover() != null;
        if (policy && set.setIdentifier() == null) {
            throw ApiError.invalidInput(
                    "Invalid request: Missing field 'SetIdentifier' in Change with " + change.inWords());
        }
        if (!policy && set.setIdentifier() != null) {
            throw ApiError.invalidInput("Invalid request: Expected exactly one of [Weight, Region, Failover, "
                    + "GeoLocation, or MultiValueAnswer], but found none in Change with " + change.inWords());
        }
    }

    private static ApiError constraint(int number, String member, String found, String rule) {
        return ApiError.invalidInput("1 validation error detected: Value '" + found + "' at 'changeBatch.changes."
                + number + ".member.resourceRecordSet." + member + "' failed to satisfy constraint: " + rule);
    }

    private static void requireWithinLimits(List<RecordChange> changes) throws ApiError {
        int elements = 0;
        int characters = 0;
        for (RecordChange change : changes) {
            int times = change.action().elements();
            elements += times * Math.max(1, change.set().values().size());
            characters += times
                    * change.set().values().stream().mapToInt(String::length).sum();
        }
        if (elements > MOST_ELEMENTS) {
            throw ApiError.invalidChangeBatch(List.of("Number of records limit of " + MOST_ELEMENTS + " exceeded."));
        }
        if (characters > MOST_VALUE_CHARACTERS) {
            throw ApiError.invalidChangeBatch(
                    List.of("Number of characters limit of " + MOST_VALUE_CHARACTERS + " exceeded."));
        }
    }

    /** The problems of the values, as Route 53 words them; empty when there are none. */
    static List<String> problems(ResourceRecordSet set) {
        var problems = new ArrayList<String>();
        if (set.failover() == ResourceRecordSet.Failover.PRIMARY
                && set.alias() == null
                && set.healthCheckId() == null) {
            problems.add("A non-alias primary ResourceRecordSet must have an associated health check.");
        }
        for (String value : set.values()) {
            switch (set.type()) {
                case "A" -> address(value, Address.IPv4, "IPv4", problems);
                case "AAAA" -> address(value, Address.IPv6, "IPv6", problems);
                case "TXT", "SPF" -> text(value, problems);
                case "CNAME" -> {
                    if (set.values().size() > 1) {
                        problems.add(fatal("RRSetConflict", "CNAME must have exactly one value", value));
                    }
                }
                default -> {}
            }
        }
        if (set.values().stream().distinct().count() < set.values().size()) {
            problems.add(fatal("DuplicateValue", "Duplicate Resource Record", String.join(" ", set.values())));
        }
        return problems;
    }

    private static void address(String value, int family, String name, List<String> problems) {
        if (Address.toByteArray(value, family) == null) {
            problems.add(
                    fatal("ARRDATAIllegal" + name + "Address", "Value is not a valid " + name + " address", value));
        }
    }

    private static void text(String value, List<String> problems) {
        var matcher = QUOTED.matcher(value);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            if (matcher.group(1).replaceAll("\\\\(\\d{3}|.)", "x").length() > MOST_CHARACTERS) {
                problems.add(fatal("CharacterStringTooLong", "Value is too long", value));
                return;
            }
        }
        if (end != value.length() || value.isEmpty()) {
            problems.add(fatal("InvalidCharacterString", "Value should be enclosed in quotation marks", value));
        }
    }

    private static String fatal(String code, String text, String value) {
        return "Invalid Resource Record: FATAL problem: " + code + " (" + text + ") encountered with '" + value + "'";
    }
}

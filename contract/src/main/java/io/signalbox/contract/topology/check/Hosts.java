package io.signalbox.contract.topology.check;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forms of hosts: names by RFC 1123, in lower case, and address literals. Nothing is looked up. */
public final class Hosts {

    public static final String NAME = "a host name in lower case without the final dot";
    public static final String IPV4 = "an IPv4 address such as 192.0.2.1";
    public static final String IPV6 = "an IPv6 address such as 2001:db8::1";
    public static final String HOST = "a host name in lower case, an IPv4 or an IPv6 address";
    public static final String WITH_PORT = "host:port, or [address]:port for IPv6";

    public static final String BOOTSTRAP = "host:port[,host:port]";

    public static final String SERVICE_NAME = NAME + ", of two or more labels and at most 242 characters";

    private static final int LONGEST_NAME = 253;
    /** The fence's label {@code _signalbox.} must have room before it. */
    private static final int LONGEST_SERVICE_NAME = 242;

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4_PATTERN = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    /** The last label is not all digits, so that a mistyped address is no name. */
    private static final Pattern NAME_PATTERN = Pattern.compile("(" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);

    private static final Pattern PORT_PATTERN = Pattern.compile("(\\[[^\\]]+]|[^:\\[\\]]+):([0-9]{1,5})");

    private Hosts() {}

    public static boolean name(String text) {
        return text.length() <= LONGEST_NAME && NAME_PATTERN.matcher(text).matches();
    }

    public static boolean serviceName(String text) {
        return name(text) && text.contains(".") && text.length() <= LONGEST_SERVICE_NAME;
    }

    public static boolean ipv4(String text) {
        return IPV4_PATTERN.matcher(text).matches();
    }

    public static boolean ipv6(String text) {
        if (!IPV6_CHARACTERS.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text) instanceof Inet6Address;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public static boolean host(String text) {
        return name(text) || ipv4(text) || ipv6(text);
    }

    /** The address that a host is; null for a name. Nothing is looked up. */
    public static @Nullable InetAddress literal(String text) {
        return ipv4(text) || ipv6(text) ? InetAddress.ofLiteral(text) : null;
    }

    public static boolean port(long port) {
        return 1 <= port && port <= 65_535;
    }

    /** A {@code host:port}; null when it is none. */
    public static @Nullable Reference reference(String text) {
        Matcher matcher = PORT_PATTERN.matcher(text);
        if (!matcher.matches() || !port(Integer.parseInt(matcher.group(2)))) {
            return null;
        }
        String host = matcher.group(1);
        boolean bracketed = host.startsWith("[");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean valid = bracketed ? ipv6(bare) : name(bare) || ipv4(bare);
        return valid ? new Reference(bare, Integer.parseInt(matcher.group(2))) : null;
    }

    /** Kafka's list of brokers. */
    public static boolean bootstrap(String text) {
        return Arrays.stream(text.split(",", -1)).allMatch(broker -> reference(broker) != null);
    }

    /** True if {@code name} is {@code zone} or lies in it. */
    public static boolean in(String zone, String name) {
        return name.equals(zone) || name.endsWith("." + zone);
    }
}
